package dev.assay.clang;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import dev.assay.source.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs what a user himself compiles with the clang that comes with Assay's LLVM. Thread-safe. */
public final class UserCompiler {
  /** Mostly of the processor's time: what is made of a file must not depend on what else the machine does. */
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(20), Duration.ofMinutes(2), 1L << 30, 8L << 30);

  private final LlvmDistribution llvm;

  /** A compiler with wide limits: what a build is given may take long. */
  public UserCompiler(LlvmDistribution llvm) {
    this.llvm = llvm;
  }

  /**
   * Compiles the source as the user's command says, to an object.
   *
   * @return with clang's messages, warnings among them
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public CompiledC object(UserCompilation compilation, Cancellation cancellation) {
    List<String> more = new ArrayList<>(compilation.sideFlags());
    more.addAll(List.of("-c", "-o", "-", compilation.source().toString()));
    return run(compilation, more, List.of(), cancellation);
  }

  /**
   * Compiles the source, with flags after the user's own, to something on standard output.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public CompiledC source(UserCompilation compilation, List<String> flags, Cancellation cancellation) {
    List<String> more = new ArrayList<>(flags);
    more.addAll(List.of("-w", "-c", "-o", "-", compilation.source().toString()));
    return run(compilation, more, List.of(), cancellation);
  }

  /**
   * Compiles on from bitcode, with flags after the user's own, to something on standard output.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public CompiledC bitcode(UserCompilation compilation, byte[] bitcode, List<String> flags, Cancellation cancellation) {
    List<String> more = new ArrayList<>(flags);
    more.addAll(List.of("-w", "-Qunused-arguments", "-x", "ir", "-c", "-o", "-", "-"));
    return run(compilation, more, List.of(bitcode), cancellation);
  }

  private CompiledC run(UserCompilation compilation, List<String> more, List<byte[]> input, Cancellation cancellation) {
    List<String> line =
        new ArrayList<>(List.of(llvm.clang().toString(), "--no-default-config", "-fno-crash-diagnostics"));
    line.addAll(compilation.flags());
    line.addAll(more);
    String file = compilation.source().toString();
    try {
      BoundedProcess.Outcome outcome =
          BoundedProcess.run(line, compilation.directory(), compilation.environment(), input, LIMITS, cancellation);
      if (outcome.isSuccess() && outcome.output().length > 0) {
        return new CompiledC(Optional.of(outcome.output()), outcome.errors(), List.of(), CompileFlags.NONE);
      }
      return failed(file, outcome.errors(),
          outcome.end() != BoundedProcess.End.EXITED ? "clang needs too much time, memory or room for this file"
              : outcome.errors().lines().filter(text -> text.contains("error:")).findFirst()
                  .or(() -> outcome.errors().lines().findFirst())
                  .orElse("clang fails with exit status " + outcome.exitStatus()));
    } catch (IOException e) {
      return failed(file, "", "Assay's clang cannot be started: " + e.getMessage());
    }
  }

  private static CompiledC failed(String file, String messages, String reason) {
    return new CompiledC(Optional.empty(), messages, List.of(Problem.ofFile(Problem.Kind.INPUT, file, reason)),
        CompileFlags.NONE);
  }
}
