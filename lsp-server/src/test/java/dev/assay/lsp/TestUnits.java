package dev.assay.lsp;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.ir.Unit;
import dev.assay.source.SourceRange;
import java.util.Optional;

/** Units that no compiler made. */
public final class TestUnits {
  private TestUnits() {}

  /** A function of so many instructions and of no other features. */
  public static Unit function(String name, int instructions, Optional<SourceRange> range) {
    int[] features = new int[Feature.COUNT];
    features[instructionsIndex()] = instructions;
    Observation observation =
        new Observation(FeatureVector.of(features), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS]));
    return new Unit(Unit.Kind.FUNCTION, name, "", range, "0".repeat(64), false, "", observation, new byte[0]);
  }

  /** Which of the 56 counts the instructions. */
  private static int instructionsIndex() {
    for (int i = 0; i < Feature.COUNT; i++) {
      int[] one = new int[Feature.COUNT];
      one[i] = 1;
      if (FeatureVector.of(one).instructionCount() == 1) {
        return i;
      }
    }
    throw new AssertionError("no feature counts instructions");
  }
}
