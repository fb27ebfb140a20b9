package dev.assay.train.onnx;

import static dev.assay.train.onnx.GraphBuilder.number;
import static dev.assay.train.onnx.GraphBuilder.whole;
import static dev.assay.train.onnx.GraphBuilder.wholes;

import ai.onnx.proto.OnnxMl;
import dev.assay.encoder.Encoder;
import dev.assay.train.store.WholeFile;
import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes PQ-BERT as an ONNX graph, from its weights.
 *
 * <p>The graph takes {@code codes}, int64 [N, P, M], and {@code mask}, bool [N, P], true where a row is missing, and
 * gives {@code embedding} [N, 256], {@code best_pass} [N, 124] probabilities and {@code oz_benefit} [N]. The codes of a
 * missing row must be the mask token; such rows are attended to like others, and left out of what is pooled.
 */
public final class OnnxGraphWriter {
  private static final float EPSILON = 1e-5f;

  private final Map<String, Tensor> weights;
  private final Architecture architecture;
  private final Precision precision;
  private final GraphBuilder graph = new GraphBuilder("pq-bert");
  private final String half = graph.scalar("half", 0.5f);
  private final String one = graph.scalar("one", 1f);
  private final String rootOfTwo = graph.scalar("root of two", (float) Math.sqrt(2));

  private OnnxGraphWriter(Map<String, Tensor> weights, Precision precision) throws WeightsException {
    this.weights = weights;
    this.architecture = Architecture.of(weights);
    this.precision = precision;
  }

  /**
   * The graph, as an ONNX file; the same weights give the same bytes.
   *
   * @param weights the tensors by name, linear layers as [out, in]; those that are no part of the graph do not matter
   * @param precision how the weights are kept
   * @throws WeightsException that names the tensor which is missing or has another shape than it must have
   */
  public static byte[] write(Map<String, Tensor> weights, Precision precision) throws WeightsException {
    return new OnnxGraphWriter(weights, precision).build();
  }

  /**
   * Writes the graph to a file, which appears whole or not at all.
   *
   * @throws IOException as {@link #write(Map, Precision)}, and when the file cannot be written
   */
  public static void write(Path file, Map<String, Tensor> weights, Precision precision) throws IOException {
    WholeFile.write(file, write(weights, precision));
  }

  private byte[] build() {
    int rows = architecture.rows();
    String codes = graph.input("codes", OnnxMl.TensorProto.DataType.INT64, rows, architecture.books());
    String mask = graph.input("mask", OnnxMl.TensorProto.DataType.BOOL, rows);
    String x = node("Add", embedded(codes), graph.floats("position", weights.get("position.weight")));
    for (int i = 0; i < architecture.layers(); i++) {
      String layer = Architecture.layer(i);
      x = node("Add", x, attention(layer + "attention.", norm(layer + "norm1", x)));
      String up = gelu(linear(layer + "ffn.up", norm(layer + "norm2", x)));
      x = node("Add", x, linear(layer + "ffn.down", up));
    }
    String embedding = pooled(norm("norm", x), mask);
    String passes = exact("best_pass.out", gelu(exact("best_pass.hidden", embedding)));
    String oz = exact("oz.out", gelu(exact("oz.hidden", embedding)));
    graph.output(embedding, "embedding", Architecture.WIDTH);
    graph.output(graph.node("Softmax", List.of(passes), whole("axis", -1)), "best_pass", Architecture.PASSES);
    graph.output(node("Squeeze", oz, graph.longs("last axis", 1)), "oz_benefit");
    if (precision == Precision.INT8) {
      graph.property(Encoder.BATCH_PROPERTY, "1"); // else units would depend on what is encoded with them
    }
    return graph.build();
  }

  /** All books' tables as one, so that one look-up does for the 8 codes of a row. */
  private String embedded(String codes) {
    long[] firsts = new long[architecture.books()];
    for (int book = 0; book < firsts.length; book++) {
      firsts[book] = (long) book * architecture.tokens();
    }
    Tensor table = weights.get("code_embedding.weight");
    String tokens = graph.floats("tokens",
        Tensor.owning(table.toArray(), architecture.books() * architecture.tokens(), table.size(2)));
    String indices = node("Add", codes, graph.longs("first tokens", firsts));
    String parts = graph.node("Gather", List.of(tokens, indices), whole("axis", 0));
    return node("Reshape", parts, graph.longs("row shape", 0, 0, Architecture.WIDTH));
  }

  /** Every row attends to every row, missing ones too. */
  private String attention(String name, String x) {
    String qkv = node("Reshape", linear(name + "qkv", x),
        graph.longs("head shape", 0, 0, 3 * Architecture.HEADS, Architecture.HEAD_WIDTH));
    String turned = graph.node("Transpose", List.of(qkv), wholes("perm", 0, 2, 1, 3)); // [N, 3 x heads, P, width]
    List<String> parts = graph.nodes("Split", 3,
        List.of(turned, graph.longs("parts", Architecture.HEADS, Architecture.HEADS, Architecture.HEADS)),
        whole("axis", 1));
    String scale = graph.scalar("scale", (float) (1 / Math.sqrt(Architecture.HEAD_WIDTH)));
    String keys = graph.node("Transpose", List.of(parts.get(1)), wholes("perm", 0, 1, 3, 2));
    String scores = node("MatMul", node("Mul", parts.get(0), scale), keys);
    String mixed = node("MatMul", graph.node("Softmax", List.of(scores), whole("axis", -1)), parts.get(2));
    String rows = graph.node("Transpose", List.of(mixed), wholes("perm", 0, 2, 1, 3));
    return linear(name + "out", node("Reshape", rows, graph.longs("row shape", 0, 0, Architecture.WIDTH)));
  }

  private String pooled(String x, String mask) {
    String present =
        graph.node("Cast", List.of(node("Not", mask)), whole("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber()));
    String column = node("Unsqueeze", present, graph.longs("last", 2));
    String rowAxis = graph.longs("row axis", 1);
    String sum = graph.node("ReduceSum", List.of(node("Mul", x, column), rowAxis), whole("keepdims", 0));
    String count = graph.node("ReduceSum", List.of(present, rowAxis), whole("keepdims", 1));
    String mean = node("Div", sum, node("Max", count, one));
    String squeezed = node("Mul", linear("pool.squeeze", x), column);
    String flat =
        node("Reshape", squeezed, graph.longs("flat shape", 0, (long) architecture.rows() * architecture.squeezed()));
    return norm("pool.norm", node("Add", linear("pool.mean", mean), linear("pool.mix", flat)));
  }

  private String norm(String name, String x) {
    return graph.node("LayerNormalization", List.of(x, graph.floats(name + ".weight", weights.get(name + ".weight")),
        graph.floats(name + ".bias", weights.get(name + ".bias"))), whole("axis", -1), number("epsilon", EPSILON));
  }

  /** By the error function, not its approximation. */
  private String gelu(String x) {
    String share = node("Add", node("Erf", node("Div", x, rootOfTwo)), one);
    return node("Mul", node("Mul", x, share), half);
  }

  private String linear(String name, String x) {
    return switch (precision) {
      case FLOAT32 -> exact(name, x);
      case INT8 -> quantised(name, x);
    };
  }

  /** The heads stay in floats in any precision: they are small, and nothing evens out their errors. */
  private String exact(String name, String x) {
    String product = node("MatMul", x, graph.floats(name + ".weight", weights.get(name + ".weight").transposed()));
    return node("Add", product, graph.floats(name + ".bias", weights.get(name + ".bias")));
  }

  private String quantised(String name, String x) {
    QuantisedWeight weight = QuantisedWeight.of(weights.get(name + ".weight"));
    int in = weight.inputs();
    int out = weight.scales().length;
    return graph.contributed("DynamicQuantizeMatMul",
        List.of(x, graph.bytes(name + ".weight", weight.values(), in, out),
            graph.floats(name + ".scale", Tensor.of(weight.scales(), out)), "",
            graph.floats(name + ".bias", weights.get(name + ".bias"))));
  }

  private String node(String operator, String... inputs) {
    return graph.node(operator, List.of(inputs));
  }
}
