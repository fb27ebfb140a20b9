package dev.assay.quantize;

import dev.assay.feature.Feature;
import dev.assay.npy.Npy;
import dev.assay.npy.NpyException;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.util.Arrays;

/**
 * The 8 codebooks of a product quantiser. Codebook m holds up to 256 centroids for features 7m to 7m+6 of a reaction;
 * a reaction's code there is the index of the nearest.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Codebooks {
  /** How many codebooks there are, M: 8. */
  public static final int BOOKS = 8;
  /** The most centroids a codebook may have, k*: 256. */
  public static final int MOST_CENTROIDS = 256;
  /** How many features a codebook covers: 7. */
  public static final int WIDTH = Feature.COUNT / BOOKS;

  private static final int BOOK_SIZE = MOST_CENTROIDS * WIDTH;

  /** All centroids, [book][centroid][feature]; rows of NaN at the end of a book where it has fewer. */
  private final float[] values;
  private final int[] sizes;

  private Codebooks(float[] values, int[] sizes) {
    this.values = values;
    this.sizes = sizes;
  }

  /**
   * Codebooks of the given centroids.
   *
   * @param centroids for each of the 8 books 1 to 256 centroids of 7 finite numbers
   * @throws IllegalArgumentException with a sentence, when they are not
   */
  public static Codebooks of(float[][][] centroids) {
    if (centroids.length != BOOKS) {
      throw new IllegalArgumentException("there must be " + BOOKS + " codebooks, not " + centroids.length);
    }
    float[] values = new float[BOOKS * BOOK_SIZE];
    Arrays.fill(values, Float.NaN);
    for (int book = 0; book < BOOKS; book++) {
      if (centroids[book].length > MOST_CENTROIDS) {
        throw new IllegalArgumentException(
            "codebook " + book + " has " + centroids[book].length + " centroids; there may be " + MOST_CENTROIDS);
      }
      for (int index = 0; index < centroids[book].length; index++) {
        if (centroids[book][index].length != WIDTH) {
          throw new IllegalArgumentException("centroid " + index + " of codebook " + book + " has "
              + centroids[book][index].length + " numbers instead of " + WIDTH);
        }
        System.arraycopy(centroids[book][index], 0, values, book * BOOK_SIZE + index * WIDTH, WIDTH);
      }
    }
    try {
      return checked(values);
    } catch (NpyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads codebooks as NumPy writes them: float32 of shape [8, 256, 7] in C order, rows of NaN after the last centroid
   * of a book that has fewer.
   *
   * @param npy the whole file
   * @throws NpyException with a sentence that says what is wrong with the file
   */
  public static Codebooks read(byte[] npy) throws NpyException {
    return checked(Npy.read(npy, BOOKS, MOST_CENTROIDS, WIDTH));
  }

  /** The file that {@link #read} reads; the same codebooks give the same bytes. */
  public byte[] toNpy() {
    return Npy.write(values, BOOKS, MOST_CENTROIDS, WIDTH);
  }

  private static Codebooks checked(float[] values) throws NpyException {
    int[] sizes = new int[BOOKS];
    for (int book = 0; book < BOOKS; book++) {
      for (int index = 0; index < MOST_CENTROIDS; index++) {
        int numbers = 0;
        int finite = 0;
        for (int i = 0; i < WIDTH; i++) {
          float value = values[book * BOOK_SIZE + index * WIDTH + i];
          numbers += Float.isNaN(value) ? 0 : 1;
          finite += Float.isFinite(value) ? 1 : 0;
        }
        if (numbers > 0 && finite < WIDTH) {
          throw new NpyException("centroid " + index + " of codebook " + book + " is not finite");
        }
        if (numbers > 0 && sizes[book] < index) {
          throw new NpyException("codebook " + book + " has a centroid after an empty row");
        }
        sizes[book] += numbers > 0 ? 1 : 0;
      }
      if (sizes[book] == 0) {
        throw new NpyException("codebook " + book + " has no centroid");
      }
    }
    return new Codebooks(values, sizes);
  }

  /** How many centroids a book of 0 to 7 has, 1 to 256. */
  public int size(int book) {
    return sizes[book];
  }

  /** The 7 numbers of a centroid; a copy. */
  public float[] centroid(int book, int index) {
    if (index < 0 || index >= sizes[book]) {
      throw new IndexOutOfBoundsException("codebook " + book + " has no centroid " + index);
    }
    int start = book * BOOK_SIZE + index * WIDTH;
    return Arrays.copyOfRange(values, start, start + WIDTH);
  }

  /** A reaction's 8 codes, each 0 to 255: the nearest centroid by Euclidean distance, the lower one of equals. */
  public int[] encode(Reaction reaction) {
    float[] features = reaction.toArray();
    int[] codes = new int[BOOKS];
    for (int book = 0; book < BOOKS; book++) {
      codes[book] = nearest(book, features);
    }
    return codes;
  }

  private int nearest(int book, float[] features) {
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    int at = book * BOOK_SIZE;
    for (int index = 0; index < sizes[book]; index++) {
      float distance = 0;
      for (int i = 0; i < WIDTH; i++) {
        float difference = features[book * WIDTH + i] - values[at++];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = index;
      }
    }
    return best;
  }

  /** The codes of a spectrum; missing rows stay missing. */
  public Codes encode(Spectrum spectrum) {
    byte[] codes = new byte[spectrum.size() * BOOKS];
    boolean[] missing = new boolean[spectrum.size()];
    for (int row = 0; row < missing.length; row++) {
      missing[row] = spectrum.rows().get(row).isEmpty();
      if (!missing[row]) {
        int[] encoded = encode(spectrum.rows().get(row).get());
        for (int book = 0; book < BOOKS; book++) {
          codes[row * BOOKS + book] = (byte) encoded[book];
        }
      }
    }
    return Codes.of(codes, missing);
  }

  /**
   * The reaction that 8 codes stand for: their centroids, side by side.
   *
   * @throws IndexOutOfBoundsException when a code is not one of its book's centroids
   */
  public Reaction decode(int... codes) {
    if (codes.length != BOOKS) {
      throw new IllegalArgumentException("a reaction has " + BOOKS + " codes, not " + codes.length);
    }
    float[] features = new float[Feature.COUNT];
    for (int book = 0; book < BOOKS; book++) {
      System.arraycopy(centroid(book, codes[book]), 0, features, book * WIDTH, WIDTH);
    }
    return Reaction.of(features);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codebooks that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "codebooks of " + Arrays.toString(sizes) + " centroids";
  }
}
