package dev.assay.train.onnx;

import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The encoder's sizes, read off its tensors.
 *
 * @param books M, codes a row
 * @param tokens k* + 1, centroids of a book and the mask token
 * @param rows P, how many rows a spectrum can have
 * @param layers how many Transformer layers there are
 * @param squeezed S, what each row is squeezed to before they are mixed
 * @param hidden the width of what is between the two layers of heads
 * @param passes from how many answers a best pass is chosen, "none" being the last
 */
record Architecture(int books, int tokens, int rows, int layers, int squeezed, int hidden, int passes) {
  /** The width of the model. */
  static final int WIDTH = 256;
  /** Of each of the embedding's two parts. */
  static final int HALF_WIDTH = WIDTH / 2;
  static final int HEADS = 8;
  static final int HEAD_WIDTH = WIDTH / HEADS;
  static final int FEATURES = 56;
  static final int ROW_NUMBERS = 3 * FEATURES;

  private static final int FEED_FORWARD = 1024;
  private static final String CODE_EMBEDDING = "code_embedding.weight";

  /**
   * The sizes of a model.
   *
   * @param tensors the weights by name; those that are no part of the graph do not matter
   * @throws WeightsException that names the tensor which is missing or has another shape than it must have
   */
  static Architecture of(Map<String, Tensor> tensors) throws WeightsException {
    int books = size(tensors, CODE_EMBEDDING, 3, 0);
    int tokens = size(tensors, CODE_EMBEDDING, 3, 1);
    int rows = size(tensors, "position.weight", 2, 0);
    int layers = 0;
    while (tensors.containsKey(layer(layers) + "norm1.weight")) {
      layers++;
    }
    Architecture read = new Architecture(books, tokens, rows, layers, size(tensors, "state.squeeze.weight", 2, 0),
        size(tensors, "like.hidden.weight", 2, 0), size(tensors, "known.passes", 2, 1));
    for (Map.Entry<String, int[]> wanted : read.shapes().entrySet()) {
      Tensor tensor = tensor(tensors, wanted.getKey());
      if (!tensor.hasShape(wanted.getValue())) {
        throw new WeightsException("tensor '" + wanted.getKey() + "' has shape " + Arrays.toString(tensor.shape())
            + " instead of " + Arrays.toString(wanted.getValue()));
      }
    }
    return read;
  }

  static String layer(int index) {
    return "layers." + index + ".";
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) throws WeightsException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new WeightsException("there is no tensor '" + name + "'");
    }
    return tensor;
  }

  private static int size(Map<String, Tensor> tensors, String name, int dimensions, int index) throws WeightsException {
    int[] shape = tensor(tensors, name).shape();
    if (shape.length != dimensions || shape[index] < 1) {
      throw new WeightsException("tensor '" + name + "' cannot have shape " + Arrays.toString(shape));
    }
    return shape[index];
  }

  /** The shape of every tensor by its name, in the order of the data's way. */
  Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(CODE_EMBEDDING, new int[]{books, tokens, WIDTH / books});
    shapes.put("position.weight", new int[]{rows, WIDTH});
    shapes.put("scale.counts.mean", new int[]{FEATURES});
    shapes.put("scale.counts.factor", new int[]{FEATURES});
    shapes.put("scale.reactions.factor", new int[]{FEATURES});
    shapes.put("known.passes", new int[]{rows, passes});
    shapes.put("known.oz", new int[]{rows, 1});
    linear(shapes, "row", ROW_NUMBERS, WIDTH);
    linear(shapes, "unit", FEATURES, WIDTH);
    for (int i = 0; i < layers; i++) {
      norm(shapes, layer(i) + "norm1");
      linear(shapes, layer(i) + "attention.qkv", WIDTH, 3 * WIDTH);
      linear(shapes, layer(i) + "attention.out", WIDTH, WIDTH);
      norm(shapes, layer(i) + "norm2");
      linear(shapes, layer(i) + "ffn.up", WIDTH, FEED_FORWARD);
      linear(shapes, layer(i) + "ffn.down", FEED_FORWARD, WIDTH);
    }
    norm(shapes, "norm");
    linear(shapes, "state.unit", WIDTH, WIDTH);
    linear(shapes, "state.mean", WIDTH, WIDTH);
    norm(shapes, "state.norm");
    shapes.put("find.rows.mean", new int[]{rows + 1, FEATURES});
    shapes.put("find.rows.weight", new int[]{rows + 1, FEATURES, HALF_WIDTH});
    shapes.put("find.rows.scale", new int[]{rows + 1});
    linear(shapes, "state.squeeze", WIDTH, squeezed);
    linear(shapes, "state.raw", ROW_NUMBERS, squeezed);
    shapes.put("state.mix", new int[]{rows, 2 * squeezed, WIDTH});
    linear(shapes, "like.hidden", WIDTH + 2, hidden);
    linear(shapes, "like.out", hidden, HALF_WIDTH);
    linear(shapes, "best_pass.hidden", WIDTH + 2, hidden);
    linear(shapes, "best_pass.out", hidden, passes);
    linear(shapes, "oz.hidden", WIDTH + 2, hidden);
    linear(shapes, "oz.out", hidden, 1);
    return shapes;
  }

  private static void norm(Map<String, int[]> shapes, String name) {
    shapes.put(name + ".weight", new int[]{WIDTH});
    shapes.put(name + ".bias", new int[]{WIDTH});
  }

  private static void linear(Map<String, int[]> shapes, String name, int in, int out) {
    shapes.put(name + ".weight", new int[]{out, in});
    shapes.put(name + ".bias", new int[]{out});
  }
}
