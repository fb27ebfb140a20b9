package dev.assay.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.npy.NpyException;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CodebooksTest {
  /** Books of 1, 2, ... 8 centroids; in each, centroid i is seven times i. */
  private static Codebooks staircase() {
    float[][][] centroids = new float[8][][];
    for (int book = 0; book < 8; book++) {
      centroids[book] = new float[book + 1][7];
      for (int i = 0; i <= book; i++) {
        Arrays.fill(centroids[book][i], i);
      }
    }
    return Codebooks.of(centroids);
  }

  private static Codebooks random(Random random, int size) {
    float[][][] centroids = new float[8][size][7];
    for (float[][] book : centroids) {
      for (float[] centroid : book) {
        for (int i = 0; i < 7; i++) {
          centroid[i] = (float) random.nextGaussian();
        }
      }
    }
    return Codebooks.of(centroids);
  }

  private static Reaction reaction(Random random) {
    float[] values = new float[56];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Reaction.of(values);
  }

  @Nested
  class Encoding {
    @Test
    void takesTheNearestCentroidOfEachBook() {
      float[] values = new float[56];
      Arrays.fill(values, 2.8f);
      int[] codes = staircase().encode(Reaction.of(values));
      assertThat(codes).containsExactly(0, 1, 2, 3, 3, 3, 3, 3);
      float[] decoded = staircase().decode(codes).toArray();
      assertThat(decoded[6]).isZero();
      assertThat(decoded[7]).isEqualTo(1);
      assertThat(decoded[55]).isEqualTo(3);
    }

    @Test
    void takesTheLowerOfEqualsAndNeverAnEmptyRow() {
      float[] values = new float[56];
      Arrays.fill(values, 2.5f);
      assertThat(staircase().encode(Reaction.of(values))).containsExactly(0, 1, 2, 2, 2, 2, 2, 2);
      Arrays.fill(values, 1e6f);
      assertThat(staircase().encode(Reaction.of(values))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void isTheNearestOfAllAndOfACentroidItself() {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      Codebooks codebooks = random(random, 256);
      for (int round = 0; round < 20; round++) {
        Reaction reaction = reaction(random);
        int[] codes = codebooks.encode(reaction);
        for (int book = 0; book < 8; book++) {
          double chosen = distance(codebooks, book, codes[book], reaction);
          for (int other = 0; other < 256; other++) {
            assertThat(chosen).as("seed %d", seed)
                .isLessThanOrEqualTo(distance(codebooks, book, other, reaction) + 1e-4);
          }
        }
        assertThat(codebooks.encode(codebooks.decode(codes))).as("seed %d", seed).isEqualTo(codes);
      }
    }

    private static double distance(Codebooks codebooks, int book, int index, Reaction reaction) {
      double sum = 0;
      float[] centroid = codebooks.centroid(book, index);
      for (int i = 0; i < 7; i++) {
        sum += Math.pow(reaction.get(book * 7 + i) - centroid[i], 2);
      }
      return sum;
    }

    @Test
    void missingRowsHaveTheMaskForAllCodes() {
      Codebooks codebooks = random(new Random(5), 256);
      Reaction reaction = reaction(new Random(6));
      Codes codes = codebooks.encode(new Spectrum(List.of(Optional.of(reaction), Optional.empty())));
      assertThat(codes.rows()).isEqualTo(2);
      assertThat(codes.missing()).isEqualTo(1);
      int[] encoded = codebooks.encode(reaction);
      for (int book = 0; book < 8; book++) {
        assertThat(codes.code(0, book)).isEqualTo(encoded[book]).isBetween(0, 255);
        assertThat(codes.code(1, book)).isEqualTo(256);
      }
      assertThat(codes.isMissing(0)).isFalse();
      assertThat(codes.isMissing(1)).isTrue();
    }

    @Test
    void codesOfMissingRowsDoNotMatter() {
      byte[] some = new byte[16];
      Arrays.fill(some, 8, 16, (byte) 7);
      boolean[] missing = {false, true};
      assertThat(Codes.of(some, missing)).isEqualTo(Codes.of(new byte[16], missing))
          .hasSameHashCodeAs(Codes.of(new byte[16], missing)).isNotEqualTo(Codes.of(some, new boolean[2]));
      assertThatThrownBy(() -> Codes.of(some, new boolean[3])).hasMessage("3 rows have 24 codes, not 16");
    }
  }

  @Nested
  class Files {
    @Test
    void holdWhatWasWritten() throws Exception {
      Codebooks codebooks = staircase();
      Codebooks read = Codebooks.read(codebooks.toNpy());
      assertThat(read).isEqualTo(codebooks).hasSameHashCodeAs(codebooks);
      assertThat(read.size(2)).isEqualTo(3);
      assertThat(read.toNpy()).isEqualTo(codebooks.toNpy());
      assertThatThrownBy(() -> read.centroid(2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void areWhatNumPyWrites() {
      byte[] file = staircase().toNpy();
      assertThat(file).hasSize(128 + 8 * 256 * 7 * 4).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
      assertThat(new String(file, 10, 118, StandardCharsets.ISO_8859_1))
          .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (8, 256, 7), }").endsWith(" \n");
    }

    @Test
    void mayHaveTheKeysInAnyOrderAndALaterVersion() throws Exception {
      byte[] values = staircase().toNpy();
      String header = "{ 'shape' : (8,256,7,), 'descr':'<f4','fortran_order':False}\n";
      ByteBuffer file = ByteBuffer.allocate(12 + header.length() + values.length - 128).order(ByteOrder.LITTLE_ENDIAN);
      file.put(values, 0, 6).put((byte) 3).put((byte) 0).putInt(header.length())
          .put(header.getBytes(StandardCharsets.ISO_8859_1)).put(values, 128, values.length - 128);
      assertThat(Codebooks.read(file.array())).isEqualTo(staircase());
    }

    @Test
    void thatDoNotFitAreRefused() {
      byte[] good = staircase().toNpy();
      refused(new byte[0], "not a NumPy file");
      refused("PK zip".getBytes(StandardCharsets.UTF_8), "not a NumPy file");
      refused(Arrays.copyOf(good, 9), "ends within its header");
      refused(Arrays.copyOf(good, 100), "ends within its header");
      refused(Arrays.copyOf(good, good.length - 1), "57343 bytes of values instead of 57344");
      refused(replaced(good, "'<f4'", "'<f8'"), "type of its array is <f8 instead of <f4");
      refused(replaced(good, "False", "True "), "Fortran order of its array is True instead of False");
      refused(replaced(good, "(8, 256, 7)", "(8, 7, 256)"), "shape of its array is 8, 7, 256 instead of 8, 256, 7");
      refused(replaced(good, "shape", "shade"), "does not say the shape");
      byte[] version = good.clone();
      version[6] = 9;
      refused(version, "version is 9");
    }

    @Test
    void ofCentroidsThatAreNoneAreRefused() {
      int row = 7 * Float.BYTES;
      refused(with(Float.NaN, 128 + 4), "centroid 0 of codebook 0 is not finite");
      refused(with(Float.POSITIVE_INFINITY, 128), "centroid 0 of codebook 0 is not finite");
      byte[] gap = staircase().toNpy();
      byte[] zeros = new byte[row];
      System.arraycopy(zeros, 0, gap, 128 + 9 * row, row);
      refused(gap, "codebook 0 has a centroid after an empty row");
      byte[] empty = staircase().toNpy();
      for (int i = 0; i < 7; i++) {
        ByteBuffer.wrap(empty).order(ByteOrder.LITTLE_ENDIAN).putFloat(128 + 4 * i, Float.NaN);
      }
      refused(empty, "codebook 0 has no centroid");
    }

    private static byte[] with(float value, int offset) {
      byte[] file = staircase().toNpy();
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(offset, value);
      return file;
    }

    private static byte[] replaced(byte[] file, String text, String other) {
      return new String(file, StandardCharsets.ISO_8859_1).replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void refused(byte[] file, String words) {
      assertThatThrownBy(() -> Codebooks.read(file)).isInstanceOf(NpyException.class).hasMessageContaining(words);
    }
  }

  @Test
  void centroidsAreCheckedWhenGiven() {
    assertThatThrownBy(() -> Codebooks.of(new float[7][1][7])).hasMessage("there must be 8 codebooks, not 7");
    assertThatThrownBy(() -> Codebooks.of(new float[8][257][7])).hasMessageContaining("257 centroids");
    assertThatThrownBy(() -> Codebooks.of(new float[8][1][6])).hasMessageContaining("6 numbers instead of 7");
    assertThatThrownBy(() -> Codebooks.of(new float[8][0][7])).hasMessage("codebook 0 has no centroid");
  }
}
