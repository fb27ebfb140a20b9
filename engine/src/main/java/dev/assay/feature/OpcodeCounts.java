package dev.assay.feature;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** InstCount: how often each opcode occurs in a unit. Immutable. */
public final class OpcodeCounts {
  private final int[] byNumber;

  private OpcodeCounts(int[] byNumber) {
    this.byNumber = byNumber;
  }

  /**
   * Counts indexed by {@link Opcode#number()}.
   *
   * @throws IllegalArgumentException when the array has not {@link Opcode#NUMBERS} entries
   */
  public static OpcodeCounts ofNumbers(int... byNumber) {
    if (byNumber.length != Opcode.NUMBERS) {
      throw new IllegalArgumentException("opcode counts have " + Opcode.NUMBERS + " entries, not " + byNumber.length);
    }
    return new OpcodeCounts(byNumber.clone());
  }

  /** How often the opcode occurs. */
  public int get(Opcode opcode) {
    return byNumber[opcode.number()];
  }

  /** The opcodes that occur, with their counts. */
  public Map<Opcode, Integer> nonZero() {
    Map<Opcode, Integer> counts = new EnumMap<>(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (get(opcode) != 0) {
        counts.put(opcode, get(opcode));
      }
    }
    return counts;
  }

  /** The counts by opcode number; a copy. */
  public int[] toArray() {
    return byNumber.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpcodeCounts that && Arrays.equals(byNumber, that.byNumber);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(byNumber);
  }

  @Override
  public String toString() {
    return nonZero().toString();
  }
}
