package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.machine.Disassembler;
import dev.assay.machine.MachineCode;
import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import java.util.Optional;

/**
 * Reads what a compiler made, as far as an objective has to know it. Thread-safe.
 *
 * @param disassembler run where instructions are counted
 */
record ObjectReading(Disassembler disassembler, Objective objective) {
  /** The object that was made in a way, or a sentence. */
  Made<TunedObject> object(Way way, CompiledC compiled, Cancellation cancellation) {
    if (compiled.output().isEmpty()) {
      return Made
          .not(compiled.problems().isEmpty() ? "clang does not compile it" : compiled.problems().getFirst().message());
    }
    byte[] bytes = compiled.output().get();
    Optional<MachineCode> instructions = Optional.empty();
    if (objective == Objective.INSTRUCTIONS) {
      Made<MachineCode> read = disassembler.read(bytes, cancellation);
      if (read.value().isEmpty()) {
        return Made.not(read.reason());
      }
      instructions = read.value();
    }
    try {
      return Made.of(new TunedObject(way, bytes, ObjectCode.read(bytes), instructions));
    } catch (ObjectFormatException e) {
      return Made.not(e.getMessage());
    }
  }
}
