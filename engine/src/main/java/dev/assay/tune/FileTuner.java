package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.clang.CCompiler;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.CompiledC;
import dev.assay.clang.UserCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Processors;
import dev.assay.execute.Execution;
import dev.assay.execute.Executor;
import dev.assay.machine.Disassembler;
import dev.assay.machine.MachineCode;
import dev.assay.machine.SpeedEstimate;
import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a file's object as small as the library's entries can: compiled at the user's own level, at clang's -Oz and
 * -Os, and with the entries for its target; the smallest wins, of equal ones the first. From that one on, a local
 * search and the library's pipelines for single functions may find a smaller one. Thread-safe.
 *
 * <p>The result is never larger than what the user's level or -Oz gives. Clang is run as a program, and workers run
 * pipelines: where one crashes or takes too long, that way is lost and no other. The same file, flags, library and
 * options give the same object.
 */
public final class FileTuner {
  /** Another number whenever the same file, flags, library and options may make another object: caches say it. */
  public static final int METHOD = 2;

  private static final Processors NO_HELP = new Processors(0);

  private final LlvmDistribution llvm;
  private final CCompiler workspaceCompiler;
  private final UserCompiler userCompiler;
  private final Library library;
  private final Optional<FunctionPasses> passes;
  private final Executor executor;
  private final Disassembler disassembler;
  private final Processors processors;
  /** By the flags that name it. */
  private final Map<List<String>, String> triples = new ConcurrentHashMap<>();

  /** Told what goes on; called by one thread at a time. */
  @FunctionalInterface
  public interface Listener {
    /** Nobody listens. */
    Listener NONE = (done, total) -> {
    };

    /**
     * A way was tried.
     *
     * @param done so many are done
     * @param total of so many
     */
    void tried(int done, int total);
  }

  /**
   * A tuner with a library, by the LLVM of the workers.
   *
   * @param pool what runs the library's pipelines; no worker is started where it has none
   */
  public FileTuner(WorkerPool pool, Library library) {
    this(pool.llvm(), library, Optional.of(new FunctionPasses(pool)), NO_HELP);
  }

  /**
   * A tuner with a library.
   *
   * @param passes what runs the library's pipelines
   */
  public FileTuner(LlvmDistribution llvm, Library library, FunctionPasses passes) {
    this(llvm, library, Optional.of(passes), NO_HELP);
  }

  /** A tuner by the LLVM of the jar, with a library's ways to compile whole files: its pipelines are not tried. */
  public FileTuner(LlvmDistribution llvm, Library library) {
    this(llvm, new Library(library.entries(), library.pools(), List.of()), Optional.empty(), NO_HELP);
  }

  private FileTuner(LlvmDistribution llvm, Library library, Optional<FunctionPasses> passes, Processors processors) {
    this.llvm = llvm;
    this.processors = processors;
    this.passes = passes;
    this.workspaceCompiler = new CCompiler(llvm);
    this.userCompiler = new UserCompiler(llvm);
    this.library = library;
    this.executor = new Executor(llvm);
    this.disassembler = new Disassembler(llvm);
  }

  /**
   * The same tuner, which has several compilations of a file at a time where there are processors for them.
   *
   * @param others what there is beside the one that the caller's own thread has
   */
  public FileTuner helpedBy(Processors others) {
    return new FileTuner(llvm, library, passes, others);
  }

  /** What is tried. */
  public Library library() {
    return library;
  }

  /**
   * Why a file's object is to stay as the compiler makes it: for what the user compiles himself, whoever wants an
   * object then has the compiler make it, where it says, since some of these flags put its name into it.
   *
   * @return a sentence without its end; empty where it may be tuned
   */
  public Optional<String> keptAsIs(TuneInput input) {
    return compiling(input).keptAsIs();
  }

  /**
   * Tunes a file.
   *
   * @return what was made, or a sentence: clang does not compile the file by its own command, or it is one of the
   *     user's that is {@linkplain #keptAsIs kept as it is}
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Tuned> tune(TuneInput input, TuneOptions options, Cancellation cancellation) {
    return tune(input, options, Listener.NONE, cancellation);
  }

  /**
   * Tunes a file, and says how far it is.
   *
   * @return what was made, or a sentence: clang does not compile the file by its own command, or it is one of the
   *     user's that is {@linkplain #keptAsIs kept as it is}
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Tuned> tune(TuneInput input, TuneOptions options, Listener listener, Cancellation cancellation) {
    return candidates(input, options, Demands.NONE, listener, cancellation).map(List::getFirst);
  }

  /**
   * Tunes a file for whoever may have to refuse the smallest object, since it asks for what is not there.
   *
   * @param demands what objects ask for
   * @return the smallest first, as {@link #tune} makes it; then those that are larger than others only because they ask
   *     for less, none larger than the user's own; or a sentence, as there. The searches begin at the smallest
   *     alone.
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<List<Tuned>> candidates(TuneInput input, TuneOptions options, Demands demands, Listener listener,
      Cancellation cancellation) {
    Compiling file = compiling(input);
    Optional<String> keptAsIs = file.keptAsIs();
    if (keptAsIs.isPresent() && input instanceof TuneInput.OfUser) {
      return Made.not("it stays as the compiler makes it: " + keptAsIs.get());
    }
    CompiledC compiled = file.own(cancellation);
    ObjectReading reading = new ObjectReading(disassembler, options.objective());
    Made<TunedObject> own = reading.object(new Way.Own(file.ownLevel()), compiled, cancellation);
    if (own.value().isEmpty()) {
      return Made.not(own.reason());
    }
    String triple = triple(file, cancellation);
    if (keptAsIs.isPresent()) {
      TunedObject only = own.value().get();
      return Made.of(List.of(new Tuned(triple, options.objective(), only, Optional.empty(), only, List.of(), keptAsIs,
          Optional.empty(), compiled.messages())));
    }
    return Made
        .of(new Variants(new WayCompiler(file, passes), options, library.forTarget(triple), demands, executor, reading,
            processors.tasks(), listener, cancellation).smallestFirst(own.value().get(), triple, compiled.messages()));
  }

  /**
   * The optimised IR of a file made in a way, as text.
   *
   * @return the IR, or a sentence
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<byte[]> ir(TuneInput input, Way way, Cancellation cancellation) {
    CompiledC ir = compiler(input).compile(way, List.of("-S", "-emit-llvm"), cancellation);
    String reason = ir.problems().isEmpty() ? "clang makes no IR of it" : ir.problems().getFirst().message();
    return ir.output().map(Made::of).orElseGet(() -> Made.not(reason));
  }

  /**
   * Runs the functions of a file's smallest object beside those of its own one.
   *
   * @param tuned what {@link #tune} made of it
   * @return what came of it, or a sentence: this machine cannot run them
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Execution> execute(TuneInput input, Tuned tuned, Cancellation cancellation) {
    if (!Executor.canRun(tuned.target())) {
      return Made.not("functions for " + tuned.target() + " are not run here: that takes Linux on x86-64");
    }
    WayCompiler compiler = compiler(input);
    String ir = compiler.text(List.of(compiler.file().ownLevel()), cancellation);
    return Variants.compared(executor, ir, tuned.own(), tuned.best(), cancellation);
  }

  /**
   * Estimates what a file's smallest object costs in speed.
   *
   * @param tuned what {@link #tune} made of it
   * @return how many instructions calls are estimated to execute in its own object and in the smallest, or a sentence:
   *     clang does not say it for this target
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<SpeedEstimate> speed(TuneInput input, Tuned tuned, Cancellation cancellation) {
    WayCompiler compiler = compiler(input);
    Made<Map<String, Double>> before = executed(compiler, tuned.own(), cancellation);
    if (before.value().isEmpty()) {
      return Made.not(before.reason());
    }
    Made<Map<String, Double>> after =
        tuned.best() == tuned.own() ? before : executed(compiler, tuned.best(), cancellation);
    return after.map(executed -> new SpeedEstimate(before.value().get(), executed));
  }

  private Made<Map<String, Double>> executed(WayCompiler compiler, TunedObject object, Cancellation cancellation) {
    CompiledC compiled = compiler.compile(object.way(), SpeedEstimate.FLAGS, cancellation);
    if (compiled.output().isEmpty()) {
      return Made.not("its speed is not estimated: clang does not say how often blocks are executed");
    }
    byte[] bytes = compiled.output().get();
    Made<MachineCode> code = disassembler.read(bytes, cancellation);
    if (code.value().isEmpty()) {
      return Made.not("its speed is not estimated: " + code.reason());
    }
    try {
      return ObjectCode.read(bytes).symbols().equals(object.code().symbols())
          ? Made.of(SpeedEstimate.executed(bytes, code.value().get()))
          : Made.not("its speed is not estimated: clang makes other code when it notes frequencies");
    } catch (ObjectFormatException e) {
      return Made.not("its speed is not estimated: " + e.getMessage());
    }
  }

  /** What a file's object has when it is compiled in one way and another. */
  public FileSizes sizes(TuneInput input) {
    return new FileSizes(compiling(input), new ObjectReading(disassembler, Objective.TEXT));
  }

  /**
   * What a file's functions take when it is compiled by an entry.
   *
   * @return the sizes, or a sentence: clang makes nothing of it
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<FunctionSizes> functionSizes(TuneInput input, LibraryEntry entry, Cancellation cancellation) {
    return FunctionSizes.of(compiler(input), new Way.ByEntry(entry), cancellation);
  }

  /**
   * The triple that a file is compiled for; empty where clang does not say.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public String target(TuneInput input, Cancellation cancellation) {
    return triple(compiling(input), cancellation);
  }

  private WayCompiler compiler(TuneInput input) {
    return new WayCompiler(compiling(input), passes);
  }

  private Compiling compiling(TuneInput input) {
    return switch (input) {
      case TuneInput.OfWorkspace(var source) -> new Compiling.OfWorkspace(source,
          source.command().map(CompileFlags::of).orElse(CompileFlags.NONE), workspaceCompiler);
      case TuneInput.OfUser(var compilation) -> new Compiling.OfUser(compilation, userCompiler);
    };
  }

  private String triple(Compiling file, Cancellation cancellation) {
    List<String> flags = file.targetFlags();
    String known = triples.get(flags);
    if (known == null) {
      known =
          file.triple(cancellation).output().map(text -> new String(text, StandardCharsets.UTF_8).strip()).orElse("");
      triples.put(flags, known);
    }
    return known;
  }
}
