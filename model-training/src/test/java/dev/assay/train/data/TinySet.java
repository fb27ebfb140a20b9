package dev.assay.train.data;

import dev.assay.train.corpus.Split;
import dev.assay.train.model.ModelShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Units made up so that codes tell the best pass: enough to see whether something learns. */
public final class TinySet {
  /** P. */
  public static final int PROBES = 6;
  /** How many passes there are to choose from. */
  public static final int PASSES = 124;
  /** A model small enough for tests. */
  public static final ModelShape SHAPE = new ModelShape(PROBES, 8, 256, 32, 1, 4, 64, 4, 32, PASSES);

  private TinySet() {}

  /** So many units; every fifth is for validation. */
  public static TrainingSet of(int units, long seed) {
    Random random = new Random(seed);
    List<TrainingSet.Sample> samples = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      int kind = random.nextInt(4);
      byte[] codes = new byte[PROBES * 8];
      for (int at = 0; at < codes.length; at++) {
        codes[at] = (byte) (10 * kind + at % 8);
      }
      boolean[] missing = new boolean[PROBES];
      missing[random.nextInt(PROBES)] = random.nextInt(4) == 0;
      float[] left = new float[PASSES];
      java.util.Arrays.fill(left, 1f);
      left[5 * kind] = 0.5f;
      samples.add(new TrainingSet.Sample(i % 5 == 0 ? Split.VALIDATION : Split.TRAIN, "p", "d", "GIVEN", "function",
          "f" + i, 100, new int[56], new int[10], left, 5 * kind, 0.1f * kind, missing, codes));
    }
    return TrainingSet.of(samples, TrainingSet.Codes.PRODUCT);
  }
}
