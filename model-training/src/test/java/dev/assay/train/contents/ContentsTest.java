package dev.assay.train.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.content.Content;
import dev.assay.content.ContentWeights;
import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.store.Shards;
import dev.assay.train.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights are learned of training units alone: rare words count more, and what encodings have is kept. */
class ContentsTest {
  private static final int UNITS = 40;

  private static TrainingSet set() {
    List<TrainingSet.Sample> samples = new ArrayList<>();
    for (int i = 0; i < UNITS; i++) {
      Split split = i < UNITS / 2 ? Split.TRAIN : Split.TEST;
      samples.add(Samples.of(Samples.origin(split, "p", "d", "O0", "f" + i), 100, new int[Feature.COUNT], new int[10],
          0, 0, 1));
    }
    return Samples.set(samples.toArray(TrainingSet.Sample[]::new));
  }

  @Test
  void rarityIsTheLogarithmOfHowMuchMoreFunctionsThereAre() {
    List<Content> contents = new ArrayList<>(Collections.nCopies(UNITS, Content.of(Map.of("returns i32", 1))));
    contents.set(3, Content.of(Map.of("constant 7", 5)));
    contents.set(UNITS - 1, Content.of(Map.of("constant 8", 5))); // not of a training unit
    ContentWeights weights = Contents.of(set(), contents).weights(new float[][]{new float[ContentWeights.WIDTH]});
    byte[] file = weights.raritiesNpy();
    int numbers = file.length - ContentWeights.CLASSES * Float.BYTES;
    ByteBuffer rarities = ByteBuffer.wrap(file, numbers, file.length - numbers).slice().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(rarities.getFloat(Float.BYTES * ContentWeights.classOf("constant 7")))
        .isCloseTo((float) Math.log(20 / 2.0), within(1e-6f));
    assertThat(rarities.getFloat(Float.BYTES * ContentWeights.classOf("constant 8"))).isCloseTo((float) Math.log(20),
        within(1e-6f));
    assertThat(rarities.getFloat(Float.BYTES * ContentWeights.classOf("returns i32"))).isCloseTo(0, within(1e-6f));
  }

  @Test
  void anglesBetweenEncodingsAreKeptWhereTheseHaveFewDirections() {
    Random random = new Random(4);
    int directions = 50;
    float[][] basis = new float[directions][ContentWeights.WIDTH];
    float[][] encoded = new float[90][ContentWeights.WIDTH];
    for (float[] one : basis) {
      for (int i = 0; i < one.length; i++) {
        one[i] = (float) random.nextGaussian();
      }
    }
    for (float[] one : encoded) {
      for (float[] direction : basis) {
        float factor = (float) random.nextGaussian();
        for (int i = 0; i < one.length; i++) {
          one[i] += factor * direction[i];
        }
      }
    }
    Contents contents = Contents.of(set(), Collections.nCopies(UNITS, Content.NONE));
    float[][] embeddings =
        contents.embeddings(contents.weights(encoded), new int[]{0, 1}, new float[][]{encoded[0], encoded[1]});
    assertThat(cosine(embeddings[0], embeddings[1])).isCloseTo(cosine(encoded[0], encoded[1]), within(1e-5));
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void aUnitWithoutContentIsNamed(@TempDir Path folder) throws Exception {
    new Shards<>(folder, ContentRow.class).write(0, List.of(new ContentRow("other", List.of("word more"), List.of(2))),
        Map.of());
    assertThatThrownBy(() -> Contents.read(folder, set())).isInstanceOf(StoreException.class)
        .hasMessageContaining("run assay train contents");
    new Shards<>(folder, ContentRow.class).write(0, List.of(new ContentRow("hash", List.of("word more"), List.of(2))),
        Map.of());
    assertThat(Contents.read(folder, set()).get(7)).isEqualTo(Content.of(Map.of("word more", 2)));
  }
}
