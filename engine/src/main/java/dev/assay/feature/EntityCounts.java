package dev.assay.feature;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each of IR2Vec's seed entities occurs in the reachable instructions of a unit. Immutable.
 *
 * @param opcodes by LLVM's name of the opcode, for example {@code getelementptr}
 * @param types types of results, by IR2Vec's names, for example {@code integerTy}
 * @param operands kinds of operands: {@code function}, {@code pointer}, {@code constant} or {@code variable}
 */
public record EntityCounts(SortedMap<String, Integer> opcodes, SortedMap<String, Integer> types,
    SortedMap<String, Integer> operands) {
  /** Copies the maps. */
  public EntityCounts {
    opcodes = Collections.unmodifiableSortedMap(new TreeMap<>(opcodes));
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    operands = Collections.unmodifiableSortedMap(new TreeMap<>(operands));
  }

  /** Counts in any order. */
  public static EntityCounts of(Map<String, Integer> opcodes, Map<String, Integer> types,
      Map<String, Integer> operands) {
    return new EntityCounts(new TreeMap<>(opcodes), new TreeMap<>(types), new TreeMap<>(operands));
  }
}
