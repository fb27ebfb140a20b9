package dev.assay.train.data;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.labels.Labels;
import dev.assay.train.model.ModelShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Units made up so that codes and counts tell the best pass: enough to see whether something learns. */
public final class TinySet {
  /** P. */
  public static final int PROBES = 6;
  /** From how many answers a best pass is chosen. */
  public static final int CHOICES = Labels.NONE + 1;
  /** A model small enough for tests. */
  public static final ModelShape SHAPE = new ModelShape(PROBES, 8, 256, 32, 1, 4, 64, 4, 32, CHOICES);

  private TinySet() {}

  /** So many units; every fifth is for validation. Two in a row are the same function in two flavours. */
  public static TrainingSet of(int units, long seed) {
    Random random = new Random(seed);
    List<TrainingSet.Sample> samples = new ArrayList<>();
    int kind = 0;
    int[] body = new int[Feature.COUNT];
    for (int i = 0; i < units; i++) {
      if (i % 2 == 0) { // another function
        kind = random.nextInt(4);
        body = random.ints(Feature.COUNT, 0, 9).toArray();
      }
      byte[] codes = new byte[PROBES * 8];
      for (int at = 0; at < codes.length; at++) {
        codes[at] = (byte) (10 * kind + at % 8);
      }
      int[] probes = new int[PROBES];
      int[] states = new int[PROBES * Feature.COUNT];
      int missing = random.nextInt(4) == 0 ? random.nextInt(PROBES) : -1;
      int[] features = body.clone();
      features[Feature.TOTAL_INSTS.ordinal()] = 100;
      features[random.nextInt(20)] += 5 * (i % 2);
      for (int p = 0; p < PROBES; p++) {
        probes[p] = p == missing ? -1 : p;
        for (int f = 0; f < Feature.COUNT; f++) {
          states[p * Feature.COUNT + f] = body[f] + kind * p;
        }
        states[p * Feature.COUNT + Feature.TOTAL_INSTS.ordinal()] = 60 + 5 * p;
      }
      float[] left = new float[CHOICES];
      Arrays.fill(left, 1f);
      left[5 * kind] = 0.5f;
      TrainingSet.Origin origin = new TrainingSet.Origin(i % 10 < 2 ? Split.VALIDATION : Split.TRAIN, "p" + i % 3, "d",
          i % 2 == 0 ? "O0" : "O2", "function", "f" + i / 2, "p:f" + i / 2, "1", "c", "LLVM 20", "");
      samples.add(new TrainingSet.Sample("hash" + i, origin, 100, features, new int[10], left, 5 * kind, 0.1f * kind,
          probes, states, codes));
    }
    return TrainingSet.of(samples, TrainingSet.Codes.PRODUCT, new RowKinds(List.of()));
  }
}
