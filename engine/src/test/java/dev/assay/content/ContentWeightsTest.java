package dev.assay.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.npy.NpyException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Half of an embedding is what the encoder says, half what the unit says; both are kept as far as they matter. */
class ContentWeightsTest {
  private static final double CONTENT_SHARE = 0.4;

  /** All words count the same, and the encoder's first 128 numbers are kept. */
  private static ContentWeights plain() {
    float[] rarities = new float[ContentWeights.CLASSES];
    Arrays.fill(rarities, 2);
    float[] narrowing = new float[ContentWeights.WIDTH * ContentWeights.HALF];
    for (int i = 0; i < ContentWeights.HALF; i++) {
      narrowing[i * ContentWeights.HALF + i] = 1;
    }
    return ContentWeights.of(rarities, narrowing);
  }

  private static float[] encoded(int place) {
    float[] encoded = new float[ContentWeights.WIDTH];
    encoded[place] = 1;
    return encoded;
  }

  private static Content words(int from, int to) {
    Map<String, Integer> words = new TreeMap<>();
    for (int i = from; i < to; i++) {
      words.put("constant " + i, 1);
    }
    return Content.of(words);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void likenessIsThatOfReactionsAndOfContents() {
    ContentWeights weights = plain();
    float[] one = weights.embedding(encoded(0), words(0, 40));
    assertThat(product(one, one)).isCloseTo(1, within(1e-6));
    float[] saysElse = weights.embedding(encoded(0), words(100, 140));
    float[] reactsElse = weights.embedding(encoded(1), words(0, 40));
    float[] halfTheSame = weights.embedding(encoded(0), words(20, 60));
    // A random projection to 128 numbers is off by about 1 / sqrt(128).
    assertThat(product(one, saysElse)).isCloseTo(1 - CONTENT_SHARE, within(CONTENT_SHARE * 0.3));
    assertThat(product(one, reactsElse)).isCloseTo(CONTENT_SHARE, within(1e-6));
    assertThat(product(one, halfTheSame)).isCloseTo(1 - CONTENT_SHARE / 2, within(CONTENT_SHARE * 0.3));
  }

  @Test
  void unrelatedContentsAreAtRightAnglesInTheMean() {
    ContentWeights weights = plain();
    double sum = 0;
    double squares = 0;
    int pairs = 400;
    for (int i = 0; i < pairs; i++) {
      double cosine = product(weights.embedding(encoded(0), words(20 * i, 20 * i + 10)),
          weights.embedding(encoded(1), words(20 * i + 10, 20 * i + 20))) / CONTENT_SHARE;
      sum += cosine / pairs;
      squares += cosine * cosine / pairs;
    }
    assertThat(sum).isCloseTo(0, within(0.02));
    assertThat(Math.sqrt(squares)).isCloseTo(1 / Math.sqrt(ContentWeights.HALF), within(0.02));
  }

  @Test
  void wordsCountAsMuchAsTheyAreRareAndLogarithmically() {
    float[] rarities = new float[ContentWeights.CLASSES];
    rarities[ContentWeights.classOf("constant 7")] = 3;
    rarities[ContentWeights.classOf("constant 8")] = 1;
    ContentWeights weights = ContentWeights.of(rarities, new float[ContentWeights.WIDTH * ContentWeights.HALF]);
    float[] seven = weights.embedding(encoded(0), Content.of(Map.of("constant 7", 1, "returns i32", 9)));
    float[] eight = weights.embedding(encoded(0), Content.of(Map.of("constant 8", 4)));
    float[] both = weights.embedding(encoded(0), Content.of(Map.of("constant 7", 1, "constant 8", 4)));
    double between = product(seven, eight) / CONTENT_SHARE;
    double a = 3 * Math.log(2);
    double b = Math.log(5);
    double length = Math.sqrt(a * a + b * b + 2 * a * b * between);
    assertThat(product(both, seven) / CONTENT_SHARE).isCloseTo((a + b * between) / length, within(1e-5));
    assertThat(product(both, eight) / CONTENT_SHARE).isCloseTo((b + a * between) / length, within(1e-5));
  }

  @Test
  void whatSaysNothingHasAnEmbeddingOfReactions() {
    float[] silent = plain().embedding(encoded(3), Content.NONE);
    assertThat(product(silent, silent)).isCloseTo(1 - CONTENT_SHARE, within(1e-6));
    assertThat(Arrays.copyOfRange(silent, ContentWeights.HALF, ContentWeights.WIDTH)).containsOnly(0);
  }

  @Test
  void filesAreReadAgain() throws Exception {
    Random random = new Random(5);
    float[] rarities = new float[ContentWeights.CLASSES];
    float[] narrowing = new float[ContentWeights.WIDTH * ContentWeights.HALF];
    for (int i = 0; i < narrowing.length; i++) {
      rarities[i % rarities.length] = random.nextFloat();
      narrowing[i] = random.nextFloat() - 0.5f;
    }
    ContentWeights weights = ContentWeights.of(rarities, narrowing);
    ContentWeights read = ContentWeights.read(weights.raritiesNpy(), weights.narrowingNpy());
    assertThat(read.embedding(encoded(9), words(0, 9))).isEqualTo(weights.embedding(encoded(9), words(0, 9)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    byte[] narrowing = plain().narrowingNpy();
    byte[] rarities = plain().raritiesNpy();
    assertThatThrownBy(() -> ContentWeights.read(narrowing, narrowing)).isInstanceOf(NpyException.class)
        .hasMessageContaining("shape");
    byte[] broken = rarities.clone();
    broken[broken.length - 1] = (byte) 0xFF; // the last number is negative
    assertThatThrownBy(() -> ContentWeights.read(broken, narrowing)).isInstanceOf(NpyException.class)
        .hasMessageContaining("rarity");
    assertThatThrownBy(() -> ContentWeights.of(new float[3], new float[3])).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4096 rarities");
  }
}
