package dev.assay.train.probes;

import java.util.Arrays;

/** Arithmetic on how far sequences get below -Oz. */
final class Gains {
  private Gains() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
