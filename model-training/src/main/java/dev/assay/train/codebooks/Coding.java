package dev.assay.train.codebooks;

import dev.assay.feature.Feature;
import dev.assay.train.spectra.SpectrumRow;
import java.util.List;

/** Which numbers stand for what a probe leaves: the reaction, or for an ablation the bare counts. */
enum Coding {
  /** {@code log(1 + after) - log(1 + before)}. */
  RELATIVE {
    @Override
    float[] vector(SpectrumRow row, int state) {
      float[] vector = new float[Feature.COUNT];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (log(row.states(), state * Feature.COUNT + i) - log(row.features(), i));
      }
      return vector;
    }
  },
  /** {@code log(1 + after)}. */
  ABSOLUTE {
    @Override
    float[] vector(SpectrumRow row, int state) {
      float[] vector = new float[Feature.COUNT];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) log(row.states(), state * Feature.COUNT + i);
      }
      return vector;
    }
  };

  /** The 56 numbers of one of a row's states. */
  abstract float[] vector(SpectrumRow row, int state);

  private static double log(List<Integer> counts, int at) {
    return Math.log1p(counts.get(at));
  }
}
