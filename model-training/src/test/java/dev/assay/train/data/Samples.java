package dev.assay.train.data;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import java.util.List;

/** Units of training sets, for tests that care about a part of them. */
public final class Samples {
  private Samples() {}

  /** A function of a project, in a flavour. */
  public static TrainingSet.Origin origin(Split split, String project, String domain, String flavour, String identity) {
    return new TrainingSet.Origin(split, project, domain, flavour, "function", "f", identity, "1", "c", "LLVM 20", "");
  }

  /** A unit of one probe, which changes nothing. */
  public static TrainingSet.Sample of(TrainingSet.Origin origin, int instructions, int[] features, int[] opcodes,
      int best, float oz, float... left) {
    return new TrainingSet.Sample("hash", origin, instructions, features, opcodes, left, best, oz, new int[1],
        new int[Feature.COUNT], new byte[8]);
  }

  /** A set of units with product-quantised codes, of whose probes nothing is known. */
  public static TrainingSet set(TrainingSet.Sample... samples) {
    return TrainingSet.of(List.of(samples), TrainingSet.Codes.PRODUCT, new RowKinds(List.of()));
  }
}
