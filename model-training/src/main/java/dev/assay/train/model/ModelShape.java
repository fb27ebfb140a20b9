package dev.assay.train.model;

/**
 * The sizes of a PQ-BERT. The paper's: 100 probes, 8 books of 256 centroids, sub-embeddings of 32, so 256 wide.
 *
 * @param probes P, how many positions there are
 * @param books M, how many codes a position has
 * @param centroids k*, how many values a code has; this number itself stands for a masked code
 * @param width d_model, divisible by {@code books} and by {@code heads}
 * @param layers Transformer layers; 0 leaves only embedding and pooling
 * @param heads attention heads
 * @param feedForward width between the two linear layers of a Transformer layer
 * @param squeeze how many numbers each position contributes to the pooling that knows positions
 * @param hidden width of the hidden layer of the heads
 * @param passes how many answers there are to choose the best pass from, "none" being one
 */
public record ModelShape(int probes, int books, int centroids, int width, int layers, int heads, int feedForward,
    int squeeze, int hidden, int passes) {
  /** Checks that sizes divide. */
  public ModelShape {
    if (width % books != 0 || width % heads != 0) {
      throw new IllegalArgumentException("a width of " + width + " cannot be divided into " + books
          + " sub-embeddings and " + heads + " attention heads");
    }
  }

  /** The paper's sizes, but for the number of layers. */
  public static ModelShape standard(int probes, int layers, int choices) {
    return new ModelShape(probes, 8, 256, 256, layers, 8, 1024, 16, 512, choices);
  }

  /** The sizes of the encoder that ships. */
  public static ModelShape encoder(int probes, int layers, int choices) {
    return new ModelShape(probes, 8, 256, 256, layers, 8, 1024, 24, 512, choices);
  }

  /** The same with other codes. */
  public ModelShape withBooks(int other) {
    return new ModelShape(probes, other, centroids, width, layers, heads, feedForward, squeeze, hidden, passes);
  }

  /** The same with another number of layers. */
  public ModelShape withLayers(int other) {
    return new ModelShape(probes, books, centroids, width, other, heads, feedForward, squeeze, hidden, passes);
  }
}
