package dev.assay.train.vet;

import dev.assay.build.Level;
import dev.assay.concurrent.Cancellation;
import dev.assay.digest.Sha256;
import dev.assay.process.BoundedProcess;
import dev.assay.train.store.StoreException;
import dev.assay.tune.FunctionPasses;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.LibraryEntry;
import dev.assay.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One program, and what it prints when it is built in different ways. */
final class TestProgram {
  static final BoundedProcess.Limits COMPILING = new BoundedProcess.Limits(Duration.ofMinutes(5), 64L << 20, 4L << 30);
  private static final BoundedProcess.Limits RUNNING =
      new BoundedProcess.Limits(Duration.ofMinutes(10), 1L << 20, 1L << 30);
  /** Seconds of a processor, not of a clock: a busy machine must not make a verdict. Some programs never end. */
  private static final int SECONDS_AT_O0 = 1;
  private static final int SECONDS = 10;
  /** Self-checking programs are often older than clang's idea of what C no longer allows. */
  private static final List<String> OLD_C = List.of("-Wno-implicit-function-declaration", "-Wno-implicit-int",
      "-Wno-int-conversion", "-Wno-incompatible-function-pointer-types", "-Wno-return-mismatch");

  private final Tools tools;
  private final Path folder;
  private final Path source;
  private final List<String> dialect;
  private Optional<String> expected = Optional.empty();
  /** By what its front end is given. */
  private final Map<List<String>, byte[]> bitcode = new HashMap<>();
  /** By entries' ids. */
  private final Map<String, byte[]> optimised = new HashMap<>();
  /** Hashes of objects that printed what is expected: equal objects do equal things. */
  private final List<String> sameObjects = new ArrayList<>();

  /**
   * The programs that are run.
   *
   * @param clang compiles
   * @param csmith makes programs
   * @param headers where csmith.h is
   * @param linker links them, a compiler driver such as gcc with its options
   * @param flags of clang's, which say for which target
   * @param runner runs what is linked, such as qemu-arm; empty where this machine does
   * @param passes runs pipelines on functions
   */
  record Tools(Path clang, String csmith, Path headers, List<String> linker, List<String> flags, List<String> runner,
      FunctionPasses passes) {
    /** Copies the lists. */
    Tools {
      linker = List.copyOf(linker);
      flags = List.copyOf(flags);
      runner = List.copyOf(runner);
    }
  }

  private TestProgram(Tools tools, Path folder, Path source, List<String> dialect) {
    this.tools = tools;
    this.folder = folder;
    this.source = source;
    this.dialect = dialect;
  }

  /** Has csmith make the program of a seed, builds it at -O0 and runs it. */
  static TestProgram random(Tools tools, Path folder, long seed, List<String> shape) throws IOException {
    TestProgram program = new TestProgram(tools, folder, folder.resolve("program.c"), List.of());
    List<String> line = new ArrayList<>(List.of(tools.csmith, "--seed", Long.toString(seed)));
    line.addAll(shape);
    BoundedProcess.Outcome made = program.run(line, List.of(), COMPILING);
    if (made.isSuccess()) {
      Files.write(program.source, made.output());
      program.expected = program.output(Level.O0, SECONDS_AT_O0);
    }
    return program;
  }

  /**
   * Builds a program that exits with 0 if all is right, and runs it. Unlike random programs, such are written with one
   * compiler in mind; what fails, or says something else, at one of clang's own levels tells nothing of an entry.
   */
  static TestProgram selfChecking(Tools tools, Path folder, Path source) throws IOException {
    TestProgram program = new TestProgram(tools, folder, source, OLD_C);
    Optional<String> plain = program.output(Level.O0, SECONDS_AT_O0);
    for (Level level : List.of(Level.OZ, Level.O2)) {
      plain = plain.isPresent() && plain.equals(program.output(level, SECONDS)) ? plain : Optional.empty();
    }
    program.expected = plain;
    return program;
  }

  private Optional<String> output(Level level, int seconds) throws IOException {
    BoundedProcess.Outcome object = clang(List.of(level.flag(), "-c", "-o", "-", source.toString()), List.of());
    return object.isSuccess() ? output(object.output(), seconds) : Optional.empty();
  }

  /** The text. */
  Path source() {
    return source;
  }

  /** What it prints when it is built with an entry, compared with -O0. */
  Verdict verdict(LibraryEntry entry) throws IOException {
    return expected.isEmpty() ? Verdict.UNUSABLE
        : verdict(compiled(entry, bitcode(entry.frontEndArguments()), List.of()));
  }

  /** The same, where each of its functions has a pipeline's passes and attributes before code is made. */
  Verdict verdict(LibraryEntry entry, FunctionPipeline pipeline) throws IOException {
    if (expected.isEmpty()) {
      return Verdict.UNUSABLE;
    }
    byte[] optimised = this.optimised.get(entry.id());
    if (optimised == null) {
      BoundedProcess.Outcome ir = compiled(entry, bitcode(entry.frontEndArguments()), List.of("-emit-llvm"));
      if (!ir.isSuccess()) {
        return Verdict.NOT_COMPILED;
      }
      optimised = ir.output();
      this.optimised.put(entry.id(), optimised);
    }
    Optional<Reply.Treated> treated =
        tools.passes.run(optimised, List.of(pipeline.onAll()), Cancellation.never()).value();
    return treated.isEmpty() ? Verdict.NOT_COMPILED
        : verdict(compiled(entry, treated.get().bitcode(), FunctionPasses.CODE_ALONE));
  }

  private BoundedProcess.Outcome compiled(LibraryEntry entry, byte[] ir, List<String> more) throws IOException {
    List<String> line = new ArrayList<>(entry.arguments());
    line.addAll(more);
    line.addAll(List.of("-x", "ir", "-c", "-o", "-", "-"));
    return clang(line, List.of(ir));
  }

  private Verdict verdict(BoundedProcess.Outcome object) throws IOException {
    if (!object.isSuccess()) {
      return Verdict.NOT_COMPILED;
    }
    String hash = Sha256.hex(object.output());
    if (sameObjects.contains(hash)) {
      return Verdict.SAME;
    }
    if (!output(object.output(), SECONDS).equals(expected)) {
      return Verdict.DIFFERENT;
    }
    sameObjects.add(hash);
    return Verdict.SAME;
  }

  /** As the tuner does it: one front end for all that need the same of it. */
  private byte[] bitcode(List<String> flags) throws IOException {
    byte[] known = bitcode.get(flags);
    if (known == null) {
      List<String> line = new ArrayList<>(flags);
      line.addAll(List.of("-Xclang", "-disable-llvm-passes", "-emit-llvm", "-c", "-o", "-", source.toString()));
      known = clang(line, List.of()).output();
      bitcode.put(flags, known);
    }
    return known;
  }

  private BoundedProcess.Outcome clang(List<String> arguments, List<byte[]> input) throws IOException {
    List<String> line = new ArrayList<>(
        List.of(tools.clang.toString(), "-w", "-fno-crash-diagnostics", "-Qunused-arguments", "-I" + tools.headers));
    line.addAll(tools.flags);
    line.addAll(dialect);
    line.addAll(arguments);
    return run(line, input, COMPILING);
  }

  /** What an object prints once it is linked and run; empty where it cannot be, crashes or does not end. */
  private Optional<String> output(byte[] object, int seconds) throws IOException {
    Path file = folder.resolve("program.o");
    Path program = folder.resolve("program");
    Files.write(file, object);
    Files.deleteIfExists(program);
    List<String> line = new ArrayList<>(tools.linker);
    line.addAll(List.of("-o", program.toString(), file.toString()));
    if (!run(line, List.of(), COMPILING).isSuccess()) {
      return Optional.empty();
    }
    List<String> running = new ArrayList<>(List.of("sh", "-c", "ulimit -t " + seconds + "; exec \"$@\"", "sh"));
    running.addAll(tools.runner);
    running.add(program.toString());
    BoundedProcess.Outcome outcome = run(running, List.of(), RUNNING);
    return outcome.isSuccess() ? Optional.of(Arrays.toString(outcome.output())) : Optional.empty();
  }

  private BoundedProcess.Outcome run(List<String> line, List<byte[]> input, BoundedProcess.Limits limits)
      throws IOException {
    BoundedProcess.Outcome outcome = BoundedProcess.run(line, folder, input, limits, Cancellation.never());
    if (outcome.end() == BoundedProcess.End.TIMED_OUT) {
      // A verdict on code would be wrong: it is limited by processor time, and this is time on a clock.
      throw new StoreException(String.join(" ", line) + " took more than " + limits.time().toMinutes()
          + " min, which says that this machine is too busy, and nothing of the code; run assay train vet again");
    }
    return outcome;
  }
}
