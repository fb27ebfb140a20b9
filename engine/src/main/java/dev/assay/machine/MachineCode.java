package dev.assay.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object's machine instructions, by function. Immutable.
 *
 * @param functions in the object's order; code before a section's first symbol belongs to a function without a name
 */
public record MachineCode(List<Function> functions) {
  /** Copies the list. */
  public MachineCode {
    functions = List.copyOf(functions);
  }

  /**
   * An instruction.
   *
   * @param offset in its section, in bytes
   * @param callee the function to which it always, or on a condition, goes on, unless that is its own; empty where it
   *     goes nowhere, or nobody knows where
   * @param isConditional whether it may as well not go there
   */
  public record Instruction(long offset, Optional<String> callee, boolean isConditional) {}

  /**
   * A function.
   *
   * @param name its symbol in the object
   * @param instructions without the no-ops that fill the room up to the next function
   */
  public record Function(String name, List<Instruction> instructions) {
    /** Copies the list. */
    public Function {
      instructions = List.copyOf(instructions);
    }

    /** The instructions from an offset in its section on, up to another. */
    List<Instruction> between(long start, long end) {
      List<Instruction> part = new ArrayList<>();
      for (Instruction instruction : instructions) {
        if (instruction.offset >= start && instruction.offset < end) {
          part.add(instruction);
        }
      }
      return part;
    }
  }

  /** How many instructions there are. */
  public long count() {
    return functions.stream().mapToLong(function -> function.instructions.size()).sum();
  }

  /** How many each function has, by its symbol. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    functions.forEach(function -> counts.merge(function.name, (long) function.instructions.size(), Long::sum));
    return counts;
  }
}
