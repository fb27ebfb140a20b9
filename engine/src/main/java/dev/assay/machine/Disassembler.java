package dev.assay.machine;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs {@code llvm-objdump} of the LLVM that Assay ships. Thread-safe. */
public final class Disassembler {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(1), 512L << 20, 4L << 30);

  private final LlvmDistribution llvm;

  /** A disassembler of an LLVM. */
  public Disassembler(LlvmDistribution llvm) {
    this.llvm = llvm;
  }

  /**
   * The instructions of an object.
   *
   * @return the code, or a sentence
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<MachineCode> read(byte[] object, Cancellation cancellation) {
    Path tool = llvm.folder().resolve(File.separatorChar == '\\' ? "llvm-objdump.exe" : "llvm-objdump");
    if (!tool.toFile().canExecute() && !tool.toFile().setExecutable(true, true)) {
      return Made.not("instructions cannot be counted: " + tool + " is missing, or may not be run");
    }
    try {
      BoundedProcess.Outcome outcome =
          BoundedProcess.run(List.of(tool.toString(), "--disassemble", "--reloc", "--no-show-raw-insn", "-"),
              llvm.folder(), List.of(object), LIMITS, cancellation);
      if (!outcome.isSuccess()) {
        return Made.not("instructions cannot be counted: llvm-objdump does not read the object"
            + outcome.errors().lines().findFirst().map(line -> ": " + line).orElse(""));
      }
      return Made.of(Disassembly.read(new String(outcome.output(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Made.not("instructions cannot be counted: llvm-objdump cannot be started: " + e.getMessage());
    }
  }
}
