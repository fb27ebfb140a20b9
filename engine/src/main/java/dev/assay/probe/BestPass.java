package dev.assay.probe;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** Which pass is best: the one that leaves fewest instructions, of equals the one with the lowest index. */
public final class BestPass {
  private BestPass() {}

  /** The index of the best of some outcomes; empty where none was measured. */
  public static OptionalInt of(List<Outcome> outcomes) {
    return of(outcomes.size(),
        i -> outcomes.get(i) instanceof Outcome.Measured measured ? measured.observation().instructionCount() : -1);
  }

  /**
   * The index of the best of some counts; empty where there is none.
   *
   * @param size how many passes there are
   * @param instructions what each leaves; negative where that is not known
   */
  public static OptionalInt of(int size, IntUnaryOperator instructions) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      int left = instructions.applyAsInt(i);
      if (left >= 0 && (best < 0 || left < fewest)) {
        best = i;
        fewest = left;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }
}
