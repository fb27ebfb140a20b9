package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.source.Problem;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Compiles one file in any way. A front end is run once for all ways that need the same of it, and what it makes is
 * kept as long as this is. Thread-safe.
 */
final class WayCompiler {
  private static final String OUTLINER = "-enable-machine-outliner=";

  private final Compiling file;
  private final Optional<FunctionPasses> passes;
  private final Map<List<String>, FutureTask<CompiledC>> frontEnds = new HashMap<>();

  /**
   * A compiler of one file.
   *
   * @param passes what runs passes on single functions; empty where no way has any
   */
  WayCompiler(Compiling file, Optional<FunctionPasses> passes) {
    this.file = file;
    this.passes = passes;
  }

  /** What is compiled. */
  Compiling file() {
    return file;
  }

  /**
   * What a way makes of the file: an object, unless more flags ask for something else.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  CompiledC compile(Way way, List<String> more, Cancellation cancellation) {
    if (way instanceof Way.ByFunction by) {
      CompiledC optimised = compile(by.from(), List.of("-emit-llvm"), cancellation);
      if (optimised.output().isEmpty()) {
        return optimised;
      }
      Made<Reply.Treated> treated = treated(optimised.output().get(), by.parts(), cancellation);
      return treated.value().isPresent() ? code(by, treated.value().get().bitcode(), more, cancellation)
          : failed(treated.reason());
    }
    List<String> arguments = arguments(way);
    CompiledC ir = frontEnd(frontEndFlags(arguments), cancellation);
    return ir.output().map(bitcode -> file.object(bitcode, with(arguments, more), cancellation)).orElse(ir);
  }

  /** What passes leave of optimised IR, or a sentence. */
  Made<Reply.Treated> treated(byte[] bitcode, List<Request.RunOnFunctions.Part> parts, Cancellation cancellation) {
    return passes.map(runner -> runner.run(bitcode, parts, cancellation))
        .orElseGet(() -> Made.not("there is nothing here that runs passes on single functions"));
  }

  /** What a way's code generator makes of optimised IR. */
  CompiledC code(Way way, byte[] bitcode, List<String> more, Cancellation cancellation) {
    return file.object(bitcode, with(with(arguments(way), FunctionPasses.CODE_ALONE), more), cancellation);
  }

  /** The same without outlined code, so that every function has its own size. */
  CompiledC unoutlined(Way way, byte[] bitcode, Cancellation cancellation) {
    return file.object(bitcode, with(withoutOutliner(way), FunctionPasses.CODE_ALONE), cancellation);
  }

  /** What a way makes of the file, without outlined code; none that has passes of functions. */
  CompiledC unoutlined(Way way, Cancellation cancellation) {
    CompiledC ir = frontEnd(frontEndFlags(arguments(way)), cancellation);
    return ir.output().map(bitcode -> file.object(bitcode, withoutOutliner(way), cancellation)).orElse(ir);
  }

  private List<String> withoutOutliner(Way way) {
    List<String> arguments = new ArrayList<>(arguments(way));
    for (int i = arguments.size() - 1; i > 0; i--) { // LLVM takes none of its options twice
      if (arguments.get(i).startsWith(OUTLINER)) {
        arguments.subList(i - 1, i + 1).clear();
      }
    }
    return with(arguments, List.of("-mllvm", OUTLINER + "never"));
  }

  /** The IR that the optimiser is given, as text; empty where clang makes none. */
  String text(List<String> arguments, Cancellation cancellation) {
    return frontEnd(with(frontEndFlags(arguments), List.of("-S")), cancellation).output()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  /** The IR that the optimiser is given, with a way's flags. */
  CompiledC frontEnd(List<String> flags, Cancellation cancellation) {
    FutureTask<CompiledC> task;
    synchronized (frontEnds) {
      Callable<CompiledC> work = () -> file.frontEnd(flags, cancellation);
      task = frontEnds.computeIfAbsent(flags, absent -> new FutureTask<>(work));
    }
    task.run(); // once, whoever comes first
    return Waiting.result(task);
  }

  private List<String> arguments(Way way) {
    return way.arguments().isEmpty() ? List.of(file.ownLevel()) : way.arguments();
  }

  private static List<String> with(List<String> flags, List<String> more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(more);
    return all;
  }

  private static CompiledC failed(String reason) {
    return new CompiledC(Optional.empty(), "", List.of(Problem.ofFile(Problem.Kind.INPUT, "", reason)),
        CompileFlags.NONE);
  }

  /** The level, and those options that LLVM does not have: the front end may note them in the IR. */
  static List<String> frontEndFlags(List<String> arguments) {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("-mllvm") || word.equals("-Xclang")) {
        i++; // what a library has after -Xclang chooses passes alone
      } else if (!word.equals("-fno-vectorize") && !word.equals("-fno-slp-vectorize")) { // they choose passes alone
        flags.add(word);
      }
    }
    return flags;
  }
}
