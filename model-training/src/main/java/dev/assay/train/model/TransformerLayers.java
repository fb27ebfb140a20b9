package dev.assay.train.model;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Transformer layers with layer norms first, and a last norm after them, over named parameters; and the linear layers
 * and norms that they are made of, for what stands around them. Not thread-safe.
 */
final class TransformerLayers {
  private static final double EPSILON = 1e-5;

  private final ModelShape shape;
  private final Parameters parameters;

  /** Layers of a shape, whose parameters have been added by {@link #add}. */
  TransformerLayers(ModelShape shape, Parameters parameters) {
    this.shape = shape;
    this.parameters = parameters;
  }

  /** Adds the parameters of the layers and of the norm after them. */
  static void add(ModelShape shape, Parameters parameters) {
    int width = shape.width();
    for (int l = 0; l < shape.layers(); l++) {
      String layer = layer(l);
      parameters.norm(layer + "norm1", width);
      parameters.linear(layer + "attention.qkv", width, 3 * width);
      parameters.linear(layer + "attention.out", width, width);
      parameters.norm(layer + "norm2", width);
      parameters.linear(layer + "ffn.up", width, shape.feedForward());
      parameters.linear(layer + "ffn.down", shape.feedForward(), width);
    }
    parameters.norm("norm", width);
  }

  private static String layer(int index) {
    return "layers." + index + ".";
  }

  /** Rows [N, R, width] through all layers, each row seeing every other. */
  Tensor through(Tensor rows) {
    return through(rows, new TensorOptional());
  }

  /**
   * Rows [N, R, width] through all layers.
   *
   * @param mask added to what each row makes of each other one before the softmax: [N, 1, 1, R], 0 or very negative
   */
  Tensor through(Tensor rows, Tensor mask) {
    return through(rows, new TensorOptional(mask));
  }

  private Tensor through(Tensor rows, TensorOptional mask) {
    Tensor x = rows;
    for (int l = 0; l < shape.layers(); l++) {
      String layer = layer(l);
      x = x.add(attention(norm(x, layer + "norm1"), mask, layer + "attention."));
      x = x.add(linear(torch.gelu(linear(norm(x, layer + "norm2"), layer + "ffn.up")), layer + "ffn.down"));
    }
    return norm(x, "norm");
  }

  private Tensor attention(Tensor x, TensorOptional mask, String name) {
    long n = x.size(0);
    long rows = x.size(1);
    long perHead = shape.width() / shape.heads();
    Tensor qkv = linear(x, name + "qkv").view(n, rows, 3, shape.heads(), perHead).permute(2, 0, 3, 1, 4);
    TensorVector parts = qkv.unbind(0);
    Tensor mixed = torch.scaled_dot_product_attention(parts.get(0), parts.get(1), parts.get(2), mask, 0.0, false,
        new DoubleOptional(), false);
    return linear(mixed.transpose(1, 2).reshape(n, rows, shape.width()), name + "out");
  }

  /** A layer norm of the model's width. */
  Tensor norm(Tensor x, String name) {
    return torch.layer_norm(x, new long[]{shape.width()}, new TensorOptional(parameters.get(name + ".weight")),
        new TensorOptional(parameters.get(name + ".bias")), EPSILON, false);
  }

  /** A linear layer in float32. */
  Tensor full(Tensor x, String name) {
    return torch.linear(x, parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }

  /** A linear layer, in bfloat16 where that is wanted. */
  Tensor linear(Tensor x, String name) {
    if (!parameters.compute().halfLinear()) {
      return full(x, name);
    }
    Tensor half = torch.linear(x.to(ScalarType.BFloat16), parameters.get(name + ".weight").to(ScalarType.BFloat16),
        parameters.get(name + ".bias").to(ScalarType.BFloat16));
    return half.to(ScalarType.Float);
  }
}
