package dev.assay.machine;

import dev.assay.object.ObjectFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many instructions a call of each function is estimated to execute, before and after: those of its blocks, as
 * often as the code generator takes them to be executed, and those of the functions of the same object that it calls,
 * outlined ones among them. Nothing was run or measured: LLVM guesses how often loops turn, instructions take different
 * times, and calls of other files count as the instruction that makes them. Immutable.
 *
 * @param before by symbol, of the first object
 * @param after by symbol, of the second
 */
public record SpeedEstimate(Map<String, Double> before, Map<String, Double> after) {
  /** What makes clang write what is needed into the object; the code stays as it is. ELF alone. */
  public static final List<String> FLAGS = BlockFrequencies.FLAGS;

  /** Copies the maps. */
  public SpeedEstimate {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /**
   * The instructions that a call of each function executes, by symbol.
   *
   * @param object made with {@link #FLAGS}
   * @param code what is in it
   * @throws ObjectFormatException when the object does not say how often its blocks are executed
   */
  public static Map<String, Double> executed(byte[] object, MachineCode code) throws ObjectFormatException {
    return new Sums(BlockFrequencies.of(object), code).all();
  }

  /** What a call executes after, as a multiple of before; empty where one of both has no such function. */
  public OptionalDouble ratio(String symbol) {
    Double first = before.get(symbol);
    Double second = after.get(symbol);
    return first == null || second == null || first <= 0 ? OptionalDouble.empty() : OptionalDouble.of(second / first);
  }

  /** The geometric mean of the ratios of all functions that both have; empty where there is none. */
  public OptionalDouble ratio() {
    OptionalDouble mean = before.keySet().stream().map(this::ratio).filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble).filter(ratio -> ratio > 0).sorted().map(Math::log).average();
    return mean.isPresent() ? OptionalDouble.of(Math.exp(mean.getAsDouble())) : mean;
  }

  /** The sums for one object. */
  private static final class Sums {
    private final Map<String, List<BlockFrequencies.Block>> blocks;
    private final Map<String, MachineCode.Function> functions = new HashMap<>();
    private final Map<String, Double> known = new TreeMap<>();
    private final Set<String> begun = new HashSet<>();

    Sums(Map<String, List<BlockFrequencies.Block>> blocks, MachineCode code) {
      this.blocks = blocks;
      code.functions().forEach(function -> functions.put(function.name(), function));
    }

    Map<String, Double> all() {
      new ArrayList<>(functions.keySet()).stream().filter(blocks::containsKey).sorted().forEach(this::of);
      return known;
    }

    /** A function that calls itself, by others or not, counts once: how deep it goes nobody knows. */
    private double of(String name) {
      Double sum = known.get(name);
      if (sum != null) {
        return sum;
      }
      MachineCode.Function function = functions.get(name);
      if (function == null || !blocks.containsKey(name) || !begun.add(name)) {
        return 0;
      }
      double executed = 0;
      for (BlockFrequencies.Block block : blocks.get(name)) {
        for (MachineCode.Instruction instruction : function.between(block.start(), block.end())) {
          // A function that is left on a condition has no block for that, so nothing says how often.
          double share = instruction.isConditional() ? 0.5 : 1;
          executed += block.perCall() * (1 + share * instruction.callee().map(this::of).orElse(0.0));
        }
      }
      known.put(name, executed);
      return executed;
    }
  }
}
