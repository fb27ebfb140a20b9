package dev.assay.build;

import dev.assay.clang.CCompiler;
import dev.assay.clang.ClangTask;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.CompiledC;
import dev.assay.clang.Precompiler;
import dev.assay.clang.TargetOrigin;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.IrReader;
import dev.assay.ir.Unit;
import dev.assay.ir.Units;
import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import dev.assay.source.CompileCommand;
import dev.assay.source.FileKind;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import dev.assay.wire.TargetMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file's build at any level, each part made when it is first asked for, and once. Thread-safe.
 *
 * <p>For C and C++ the front end runs at the level in question, since levels differ there, too. IR is built as it is:
 * its triple and attributes count.
 */
public final class FileBuild {
  /** In place of a function's symbol: all of the file's code. */
  public static final String WHOLE_FILE = "";

  private static final long WORTH_PRECOMPILING_NANOS = 200_000_000;

  private final SourceFile source;
  private final CCompiler compiler;
  private final DriverAnswers driver;
  private final IrReader irReader;
  private final Precompiler precompiler;
  private final boolean isIr;
  private final CompileFlags flags;
  private final OwnCompiler ownCompiler;
  private final Optional<CompileCommand> ownCommand;
  private final Memo<Level, CompiledC> printedPasses = new Memo<>();
  private final Memo<Level, Made<TargetMachine>> machines = new Memo<>();
  private final Memo<Level, CompiledC> frontEnds = new Memo<>();
  private final Memo<ClangTask, Made<BuiltFile>> objects = new Memo<>();
  private final Memo<Level, Map<String, Unit>> expectedUnits = new Memo<>();
  private final Memo<UnitKey, Made<Unit>> units = new Memo<>();
  private final Memo<CompileCommand, Made<OwnCompiler.Compiled>> own = new Memo<>();
  private volatile Set<String> expected = Set.of();
  private volatile long frontEndNanos;

  private record UnitKey(Level level, String symbol) {}

  /**
   * A file's build.
   *
   * @param source the file, with the command that it is compiled by
   * @param triple the target that IR names; empty where it names none, or where the file is no IR
   * @param ownCompiler what may run the project's own compiler
   * @param ownCommand the project's command as it stands
   */
  static FileBuild of(SourceFile source, String triple, CCompiler compiler, DriverAnswers driver, IrReader irReader,
      Precompiler precompiler, OwnCompiler ownCompiler, Optional<CompileCommand> ownCommand) {
    boolean isIr = FileKind.of(source.path(), source.content()).isIr();
    // Clang would compile IR for this machine, whatever the IR says, unless it is told.
    Optional<CompileCommand> command = !isIr ? source.command() : triple.isEmpty() ? Optional.empty() : Optional
        .of(CompileCommand.ofFlags(source.path().toAbsolutePath().getParent(), List.of("--target=" + triple)));
    byte[] content = isIr ? source.withoutMark().content() : source.content();
    return new FileBuild(new SourceFile(source.path(), content, command), isIr, compiler, driver, irReader, precompiler,
        ownCompiler, ownCommand);
  }

  private FileBuild(SourceFile source, boolean isIr, CCompiler compiler, DriverAnswers driver, IrReader irReader,
      Precompiler precompiler, OwnCompiler ownCompiler, Optional<CompileCommand> ownCommand) {
    this.ownCompiler = ownCompiler;
    this.ownCommand = ownCommand;
    this.source = source;
    this.compiler = compiler;
    this.driver = driver;
    this.irReader = irReader;
    this.precompiler = precompiler;
    this.isIr = isIr;
    this.flags = source.command().map(CompileFlags::of).orElse(CompileFlags.NONE);
  }

  /** The file, with the command that it is compiled by. */
  public SourceFile source() {
    return source;
  }

  /** The level of the file's own command, where there is one. */
  public Optional<Level> own() {
    return isIr ? Optional.empty() : source.command().flatMap(command -> Level.ofFlag(flags.optimisationFlag()));
  }

  /** Whether the file is IR, whose attributes decide, and not a source that is compiled anew for each level. */
  public boolean isIr() {
    return isIr;
  }

  /** Whether another text, or the same one, is compiled by the same command. */
  public boolean isBuiltLike(FileBuild other) {
    return isIr == other.isIr && source.path().equals(other.source.path())
        && source.command().equals(other.source.command());
  }

  /**
   * What the file is compiled for.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public BuildTarget target(Cancellation cancellation) {
    Made<TargetMachine> machine = machine(Level.OZ, cancellation);
    TargetOrigin origin = isIr ? TargetOrigin.FLAGS : flags.targetOrigin();
    return machine.value().map(found -> new BuildTarget(found.triple(), origin, Optional.<String>empty()))
        .orElseGet(() -> new BuildTarget("", origin, Optional.of(machine.reason())));
  }

  /**
   * What became of a function in the file's object at a level.
   *
   * @param symbol its name in IR
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public InFile inFile(Level level, String symbol, Cancellation cancellation) {
    Made<BuiltFile> file = object(level, cancellation);
    return file.value().map(built -> fate(built, symbol, () -> aliases(level, symbol, cancellation)))
        .orElseGet(() -> new InFile.Unknown(file.reason()));
  }

  /**
   * What became of a function in the object that clang makes of IR as it is, without any pass.
   *
   * @param symbol its name in IR
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public InFile asGiven(String symbol, Cancellation cancellation) {
    Made<BuiltFile> file = built(ClangTask.codeOnly(Level.O2.flag()), cancellation);
    return file.value().map(built -> fate(built, symbol, List::of)).orElseGet(() -> new InFile.Unknown(file.reason()));
  }

  private static InFile fate(BuiltFile built, String symbol, Supplier<List<String>> aliases) {
    return symbol.equals(WHOLE_FILE) ? new InFile.Bytes(built.code().functionBytes(), List.of(), List.of())
        : built.of(symbol, built.has(symbol) ? List.of() : aliases.get());
  }

  private List<String> aliases(Level level, String symbol, Cancellation cancellation) {
    return unit(level, symbol, cancellation).value().map(Unit::aliases).orElse(List.of());
  }

  /**
   * The code of the file's object at a level.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<ObjectCode> code(Level level, Cancellation cancellation) {
    return object(level, cancellation).map(BuiltFile::code);
  }

  /**
   * What the project's own compiler makes of the file, as it is saved: what the user ships today.
   *
   * @return empty where it may not be run, or the file is IR, or has no command
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Optional<Made<OwnCompiler.Compiled>> ownCompiler(Cancellation cancellation) {
    if (isIr || ownCommand.isEmpty() || !ownCompiler.isPermitted()) {
      return Optional.empty();
    }
    SourceFile file = new SourceFile(source.path(), source.content(), ownCommand);
    return Optional.of(own.get(ownCommand.get(), () -> ownCompiler.compile(file, cancellation)));
  }

  /**
   * Which options the project's own compiler does not take.
   *
   * @param options each as on a command line, {@code -mllvm} with its value in one
   * @return empty where the user does not let that compiler be run, or there is none; else the options, or why it could
   *     not be asked
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Optional<Made<List<String>>> refusedByOwnCompiler(List<String> options, Cancellation cancellation) {
    return isIr || ownCommand.isEmpty() || !ownCompiler.isPermitted() ? Optional.empty()
        : Optional.of(ownCompiler.refused(ownCommand.get(), options, cancellation));
  }

  /**
   * A function alone, or the whole file, as the front end gives it to the optimiser at a level.
   *
   * @param symbol its name in IR; {@link #WHOLE_FILE} for the file
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Unit> unit(Level level, String symbol, Cancellation cancellation) {
    Made<byte[]> ir = frontEnd(level, cancellation);
    if (ir.value().isEmpty()) {
      return Made.not(ir.reason());
    }
    byte[] bitcode = ir.value().get();
    String file = source.path().toString();
    UnitKey key = new UnitKey(level, symbol);
    Optional<Made<Unit>> known = units.known(key);
    if (known.isPresent()) {
      return known.get();
    }
    // For who waits, it is taken out alone; the others, who are many, are taken apart together.
    boolean isAlone = cancellation.isUrgent() && expectedUnits.known(level).isEmpty();
    if (expected.contains(symbol) && !isAlone) {
      Unit unit = expectedUnits.get(level, () -> irReader.asBuilt(bitcode, file, expected, cancellation).units()
          .stream().collect(Collectors.toMap(Unit::name, one -> one, (one, other) -> one))).get(symbol);
      if (unit != null) {
        return Made.of(unit);
      }
    }
    return units.get(key,
        () -> only(level, symbol.equals(WHOLE_FILE) ? irReader.programAsBuilt(bitcode, file, cancellation)
            : irReader.asBuilt(bitcode, file, Set.of(symbol), cancellation)));
  }

  private static Made<Unit> only(Level level, Units units) {
    return units.units().stream().findFirst().map(Made::of)
        .orElseGet(() -> Made.not(units.problems().isEmpty() ? noCode(level) : units.problems().getFirst().message()));
  }

  private static String noCode(Level level) {
    return "the front end makes no code of it at " + level.flag();
  }

  /** Says which functions will be asked for: they are taken apart in one go then, which is much faster than singly. */
  public void expect(Set<String> symbols) {
    expected = Set.copyOf(symbols);
  }

  /**
   * The machine that code is generated for.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<TargetMachine> machine(Level level, Cancellation cancellation) {
    return machines.get(level, () -> {
      // The driver names any target; whether LLVM has it shows when clang proper is asked.
      Optional<String> refused = driven(level, cancellation).flags().refusedTarget();
      if (refused.isPresent()) {
        return Made.not(noTarget(refused.get()));
      }
      if (isIr && source.command().isEmpty()) {
        return Made.not("the IR names no target, so there are no bytes for it");
      }
      CompiledC printed = driven(level, cancellation);
      if (printed.output().isPresent()) { // which has run clang proper, and says how
        Optional<TargetMachine> said = DriverLine.machine(printed.messages(), level);
        if (said.isPresent()) {
          return Made.of(said.get());
        }
      }
      CompiledC asked = driver.ask(source, ClangTask.driver(level.flag()), cancellation);
      Optional<TargetMachine> machine = DriverLine.machine(asked.messages(), level);
      if (machine.isPresent() && printed.messages().contains("unable to create target")) {
        return Made.not(noTarget(machine.get().triple())); // clang's front end knows some that LLVM has no code for
      }
      return machine.map(Made::of).orElseGet(() -> Made.not(reason(asked)));
    });
  }

  private static String noTarget(String name) {
    return "Assay's LLVM has no target '" + name + "', so there are no bytes for it";
  }

  /**
   * The passes that clang runs at a level, in {@code opt -passes=} spelling, with the target's own.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<String> passes(Level level, Cancellation cancellation) {
    CompiledC printed = driven(level, cancellation);
    return printed.output().map(text -> Made.of(new String(text, StandardCharsets.UTF_8).strip()))
        .orElseGet(() -> Made.not(reason(printed)));
  }

  private CompiledC driven(Level level, Cancellation cancellation) {
    return printedPasses.get(level, () -> driver.ask(source, ClangTask.passes(level.flag()), cancellation));
  }

  private Made<byte[]> frontEnd(Level level, Cancellation cancellation) {
    if (isIr) {
      return Made.of(source.content());
    }
    CompiledC compiled = compiledTo(level, cancellation);
    return compiled.output().map(Made::of).orElseGet(() -> Made.not(reason(compiled)));
  }

  private CompiledC compiledTo(Level level, Cancellation cancellation) {
    return frontEnds.get(level, () -> {
      long start = System.nanoTime();
      CompiledC compiled = compiler.run(source, ClangTask.frontEnd(level.flag()), cancellation);
      frontEndNanos = System.nanoTime() - start;
      return compiled;
    });
  }

  /**
   * Has clang precompile the headers at the file's top, so that another text of the file is built sooner; once for all
   * texts, and not where the front end takes no time to speak of.
   *
   * @return what was done, for a log
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public List<String> precompile(Cancellation cancellation) {
    return precompile(WORTH_PRECOMPILING_NANOS, cancellation);
  }

  /** The same, where the front end takes at least so long. */
  List<String> precompile(long worthNanos, Cancellation cancellation) {
    if (isIr || frontEndNanos < worthNanos) {
      return List.of();
    }
    List<Level> levels =
        new ArrayList<>(Stream.of(Level.values()).filter(level -> frontEnds.known(level).isPresent()).toList());
    levels.add(Level.O1); // as of the neutral world
    return levels.stream().flatMap(level -> precompiler
        .precompile(source, level.flag(), () -> compiledTo(level, cancellation), cancellation).stream()).toList();
  }

  private Made<BuiltFile> object(Level level, Cancellation cancellation) {
    return built(ClangTask.object(level.flag()), cancellation);
  }

  private Made<BuiltFile> built(ClangTask task, Cancellation cancellation) {
    Optional<String> problem = target(cancellation).problem();
    if (problem.isPresent()) {
      return Made.not(problem.get());
    }
    return objects.get(task, () -> {
      CompiledC compiled = compiler.run(source, task, cancellation);
      if (compiled.output().isEmpty()) {
        return Made.not(reason(compiled));
      }
      try {
        return Made.of(new BuiltFile(ObjectCode.read(compiled.output().get()),
            new HashMap<>(InlineRemarks.read(compiled.messages()))));
      } catch (ObjectFormatException e) {
        return Made.not(e.getMessage());
      }
    });
  }

  private static String reason(CompiledC compiled) {
    List<Problem> problems = compiled.problems();
    return problems.isEmpty() ? "clang does not compile it" : problems.getFirst().message();
  }
}
