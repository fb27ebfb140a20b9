package dev.assay.content;

import dev.assay.digest.Crc32;
import dev.assay.npy.Npy;
import dev.assay.npy.NpyException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a unit's content becomes a part of its embedding. An embedding has two halves: what the unit's rows say, which
 * the encoder's graph has computed, narrowed to half as many numbers; and what it says itself. The second is a random
 * projection: each word stands for a direction of its own, the same in every bundle, and counts as much as it is rare.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ContentWeights {
  /** How many numbers an embedding has. */
  public static final int WIDTH = 256;
  /** How many of them are of either half. */
  public static final int HALF = WIDTH / 2;
  /** Rarity is known of so many classes of words. */
  public static final int CLASSES = 4096;
  /** How much of an embedding's square is content. */
  private static final double SHARE = 0.4;

  private final float[] rarities;
  private final float[] narrowing;

  private ContentWeights(float[] rarities, float[] narrowing) {
    this.rarities = rarities;
    this.narrowing = narrowing;
  }

  /**
   * Weights.
   *
   * @param rarities for each of {@link #CLASSES}, how much its words count, at least 0
   * @param narrowing {@link #WIDTH} rows of {@link #HALF} numbers: what becomes of the encoder's numbers
   * @throws IllegalArgumentException when there are not so many, or one is not finite
   */
  public static ContentWeights of(float[] rarities, float[] narrowing) {
    if (rarities.length != CLASSES || narrowing.length != WIDTH * HALF) {
      throw new IllegalArgumentException("there must be " + CLASSES + " rarities and " + WIDTH * HALF
          + " numbers to narrow by, not " + rarities.length + " and " + narrowing.length);
    }
    try {
      return checked(rarities.clone(), narrowing.clone());
    } catch (NpyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads both arrays as NumPy writes them: float32, of shapes [4096] and [256, 128].
   *
   * @throws NpyException with a sentence that says what is wrong with them
   */
  public static ContentWeights read(byte[] rarities, byte[] narrowing) throws NpyException {
    return checked(Npy.read(rarities, CLASSES), Npy.read(narrowing, WIDTH, HALF));
  }

  private static ContentWeights checked(float[] rarities, float[] narrowing) throws NpyException {
    for (float rarity : rarities) {
      if (!(rarity >= 0 && Float.isFinite(rarity))) {
        throw new NpyException("the rarity of a word is " + rarity + " instead of a number of at least 0");
      }
    }
    for (float number : narrowing) {
      if (!Float.isFinite(number)) {
        throw new NpyException("a number to narrow embeddings by is " + number);
      }
    }
    return new ContentWeights(rarities, narrowing);
  }

  /** The file of rarities that {@link #read} reads. */
  public byte[] raritiesNpy() {
    return Npy.write(rarities, CLASSES);
  }

  /** The file of numbers to narrow by that {@link #read} reads. */
  public byte[] narrowingNpy() {
    return Npy.write(narrowing, WIDTH, HALF);
  }

  /** The class of a word, 0 to 4095. */
  public static int classOf(String word) {
    return (int) (number(word) % CLASSES);
  }

  /**
   * A unit's embedding.
   *
   * @param encoded what the encoder's graph makes of its rows, {@link #WIDTH} numbers
   * @param content what the unit says; where it says nothing the second half is 0
   * @return {@link #WIDTH} numbers, of length 1 unless the unit says nothing
   */
  public float[] embedding(float[] encoded, Content content) {
    double[] reactions = new double[HALF];
    for (int i = 0; i < WIDTH; i++) {
      for (int j = 0; j < HALF; j++) {
        reactions[j] += (double) encoded[i] * narrowing[i * HALF + j];
      }
    }
    double[] said = project(content);
    float[] embedding = new float[WIDTH];
    put(reactions, Math.sqrt(1 - SHARE), embedding, 0);
    put(said, Math.sqrt(SHARE), embedding, HALF);
    return embedding;
  }

  private double[] project(Content content) {
    double[] sum = new double[HALF];
    for (Map.Entry<String, Integer> word : content.words().entrySet()) {
      long number = number(word.getKey());
      double weight = Math.log1p(word.getValue()) * rarities[(int) (number % CLASSES)];
      for (int i = 0; i < HALF; i += Long.SIZE) {
        long signs = mix(number + ((long) i << Integer.SIZE));
        for (int bit = 0; bit < Long.SIZE; bit++) {
          sum[i + bit] += (signs >>> bit & 1) == 0 ? weight : -weight;
        }
      }
    }
    return sum;
  }

  private static void put(double[] part, double length, float[] embedding, int start) {
    double square = 0;
    for (double number : part) {
      square += number * number;
    }
    double factor = square > 0 ? length / Math.sqrt(square) : 0;
    for (int i = 0; i < part.length; i++) {
      embedding[start + i] = (float) (part[i] * factor);
    }
  }

  private static long number(String word) {
    return Crc32.of(word.getBytes(StandardCharsets.UTF_8));
  }

  /** The finaliser of SplitMix64: a bit of the number changes half of the result's. */
  private static long mix(long number) {
    long x = number + 0x9E3779B97F4A7C15L;
    x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
    x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
    return x ^ x >>> 31;
  }
}
