package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.RowKinds;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On functions whose states differ much in some counts, which say nothing, and hardly in others, which tell. */
class WhiteningTest {
  private static final int WIDTH = 64;
  private static final int NOISY = 5;
  private static final int FUNCTIONS = 60;

  private static TrainingSet set() {
    Random random = new Random(3);
    List<TrainingSet.Sample> samples = new ArrayList<>();
    for (int function = 0; function < FUNCTIONS; function++) {
      int[] body = random.ints(Feature.COUNT, 8, 16).toArray();
      for (int state = 0; state < 3; state++) {
        int[] before = body.clone();
        int[] after = body.clone();
        for (int f = 0; f < NOISY; f++) {
          before[f] += random.nextInt(2000);
          after[f] += random.nextInt(2000);
        }
        for (int f = 0; f < Feature.COUNT; f++) {
          before[f] += random.nextInt(9); // the row tells functions apart better than the counts before it
        }
        samples.add(new TrainingSet.Sample("hash", Samples.origin(Split.TRAIN, "p", "d", "O0", "f" + function), 100,
            before, new int[10], new float[]{1}, 0, 0, new int[]{0}, after, new byte[8]));
      }
    }
    return TrainingSet.of(samples, TrainingSet.Codes.PRODUCT, new RowKinds(List.of()));
  }

  private static float[] mapped(Map<String, Tensor> tensors, int row, TrainingSet.Sample sample) {
    float[] means = tensors.get("find.rows.mean").toArray();
    float[] weights = tensors.get("find.rows.weight").toArray();
    float[] mapped = new float[WIDTH];
    for (int f = 0; f < Feature.COUNT; f++) {
      double centred =
          Math.log1p(row == 1 ? sample.features()[f] : sample.after(0, f)) - means[row * Feature.COUNT + f];
      for (int i = 0; i < WIDTH; i++) {
        mapped[i] += (float) (centred * weights[(row * Feature.COUNT + f) * WIDTH + i]);
      }
    }
    return mapped;
  }

  @Test
  void statesOfAFunctionAreNearestToEachOther() {
    TrainingSet set = set();
    Map<String, Tensor> tensors = Whitening.of(set).tensors(WIDTH, 1);
    float[][] first = new float[FUNCTIONS][];
    float[][] second = new float[FUNCTIONS][];
    float[][] plainFirst = new float[FUNCTIONS][];
    float[][] plainSecond = new float[FUNCTIONS][];
    for (int i = 0; i < FUNCTIONS; i++) {
      first[i] = mapped(tensors, 0, set.get(3 * i));
      second[i] = mapped(tensors, 0, set.get(3 * i + 1));
      plainFirst[i] = logarithms(set.get(3 * i));
      plainSecond[i] = logarithms(set.get(3 * i + 1));
    }
    assertThat(Finding.of(first, second).recall1()).isGreaterThan(0.95);
    assertThat(Finding.of(plainFirst, plainSecond).recall1()).as("what it is for").isLessThan(0.5);
  }

  private static float[] logarithms(TrainingSet.Sample sample) {
    float[] logarithms = new float[Feature.COUNT];
    for (int f = 0; f < Feature.COUNT; f++) {
      logarithms[f] = (float) Math.log1p(sample.after(0, f));
    }
    return logarithms;
  }

  @Test
  void whatDiffersBetweenStatesDiffersEquallyInAllDirections() {
    TrainingSet set = set();
    Map<String, Tensor> tensors = Whitening.of(set).tensors(WIDTH, 1);
    double noisy = 0;
    for (int i = 0; i < FUNCTIONS; i++) {
      float[] a = mapped(tensors, 0, set.get(3 * i));
      float[] b = mapped(tensors, 0, set.get(3 * i + 1));
      for (int k = 0; k < WIDTH; k++) {
        noisy += (a[k] - b[k]) * (a[k] - b[k]) / (2 * FUNCTIONS);
      }
    }
    // Five directions differ, each by a variance of 1, less 1/3 of it that each group's own mean takes.
    assertThat(noisy).isCloseTo(1.5 * NOISY, within(1.5));
  }

  @Test
  void rowsThatTellFunctionsApartCountMore() {
    float[] scales = Whitening.of(set()).tensors(WIDTH, 1).get("find.rows.scale").toArray();
    assertThat(scales[0]).isGreaterThan(scales[1] + 1);
  }
}
