package dev.assay.index.bench;

import dev.assay.index.Embedding;
import java.util.SplittableRandom;

/**
 * Made-up embeddings that lie as real ones do: in clusters of very different sizes and widths, which lie in groups, on
 * a surface of far fewer dimensions than 256, with a little noise off it. A vector depends on the seed and its number
 * only, so that any can be made at any time and none has to be kept. Immutable and safe to share between threads.
 */
public final class ClusteredVectors {
  /** Dimensions in which vectors really differ. */
  private static final int LATENT = 32;
  private static final int GROUPS = 40;
  private static final double GROUP_WIDTH = 0.9;
  private static final double NARROWEST = 0.1;
  private static final double WIDEST = 0.8;
  private static final double NOISE = 0.03;

  private final long seed;
  private final int clusters;
  private final float[][] surface;

  /**
   * Vectors of a seed.
   *
   * @param count about how many will be asked for; there is a cluster for every forty
   */
  public ClusteredVectors(long seed, int count) {
    this.seed = seed;
    this.clusters = Math.max(GROUPS, count / 40);
    SplittableRandom random = new SplittableRandom(seed);
    surface = new float[LATENT][Embedding.DIMENSIONS];
    for (float[] direction : surface) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] = (float) random.nextGaussian();
      }
    }
  }

  /** One vector, of length 1. */
  public Embedding vector(int number) {
    SplittableRandom random = new SplittableRandom(seed * 31 + number);
    // Some clusters have very many members and most have a few.
    double uniform = random.nextDouble();
    int cluster = (int) (clusters * uniform * uniform);
    SplittableRandom ofCluster = new SplittableRandom(seed * 17 + cluster + 1_000_000_007L);
    SplittableRandom ofGroup = new SplittableRandom(seed * 13 + ofCluster.nextInt(GROUPS) + 2_000_000_011L);
    double width = NARROWEST * Math.pow(WIDEST / NARROWEST, ofCluster.nextDouble());
    float[] values = new float[Embedding.DIMENSIONS];
    for (float[] direction : surface) {
      float latent =
          (float) (ofGroup.nextGaussian() + GROUP_WIDTH * ofCluster.nextGaussian() + width * random.nextGaussian());
      for (int i = 0; i < values.length; i++) {
        values[i] += latent * direction[i];
      }
    }
    double noise = NOISE * Math.sqrt(LATENT);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (noise * random.nextGaussian());
    }
    return Embedding.of(values);
  }
}
