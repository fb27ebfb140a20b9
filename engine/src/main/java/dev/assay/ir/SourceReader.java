package dev.assay.ir;

import dev.assay.clang.CCompiler;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.CompiledC;
import dev.assay.clang.Outliner;
import dev.assay.clang.Preambles;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.pool.WorkerPool;
import dev.assay.source.FileKind;
import dev.assay.source.FunctionPlace;
import dev.assay.source.IrTextScanner;
import dev.assay.source.Outline;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import dev.assay.source.SourceRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns a source file into units: C through clang, {@code .ll} and {@code .bc} as they are. Thread-safe. */
public final class SourceReader {
  private static final Set<Problem.Kind> TOO_MUCH = Set.of(Problem.Kind.TIMEOUT, Problem.Kind.TOO_LARGE);
  private static final String UNDERSTOOD =
      "Assay reads C (.c, .i), C++ (.cc, .cpp, .cxx), textual LLVM IR (.ll) and LLVM bitcode (.bc)";

  private final IrReader irReader;
  private final CCompiler compiler;
  private final Outliner outliner;
  private final IrUpgrader upgrader;
  private final long sizeLimitBytes;

  /** A reader that uses the pool's workers and its LLVM's clang; files may have {@link SourceFile#LARGEST_BYTES}. */
  public SourceReader(WorkerPool pool) {
    this(pool, new Preambles());
  }

  /**
   * The same.
   *
   * @param preambles those that there are of a file are used
   */
  public SourceReader(WorkerPool pool, Preambles preambles) {
    this(pool, new CCompiler(pool.llvm(), preambles), new Outliner(pool, preambles), IrUpgrader.installed(),
        SourceFile.LARGEST_BYTES);
  }

  SourceReader(WorkerPool pool, CCompiler compiler, IrUpgrader upgrader, long sizeLimitBytes) {
    this(pool, compiler, new Outliner(pool, new Preambles()), upgrader, sizeLimitBytes);
  }

  private SourceReader(WorkerPool pool, CCompiler compiler, Outliner outliner, IrUpgrader upgrader,
      long sizeLimitBytes) {
    this.irReader = new IrReader(pool);
    this.compiler = compiler;
    this.outliner = outliner;
    this.upgrader = upgrader;
    this.sizeLimitBytes = sizeLimitBytes;
  }

  /**
   * The functions that the file itself defines, or those wanted of them.
   *
   * @param wanted symbols, or names as C++ source spells them, with or without parameters; empty means all
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public ReadResult functions(SourceFile source, Set<String> wanted, Cancellation cancellation) {
    return functions(source, wanted, FirstUnit.NONE, cancellation);
  }

  /**
   * The functions that the file itself defines, or those wanted of them. In C and C++ one may be wanted first.
   *
   * @param wanted symbols, or names as C++ source spells them, with or without parameters; empty means all
   * @param first is given the function that it names as soon as it is there
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public ReadResult functions(SourceFile source, Set<String> wanted, FirstUnit first, Cancellation cancellation) {
    return read(source, new Want(false, wanted, first), cancellation);
  }

  /**
   * The whole file as one unit.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public ReadResult program(SourceFile source, Cancellation cancellation) {
    return read(source, new Want(true, Set.of(), FirstUnit.NONE), cancellation);
  }

  /** Which units are asked for. */
  private record Want(boolean isProgram, Set<String> functions, FirstUnit first) {}

  private ReadResult read(SourceFile source, Want want, Cancellation cancellation) {
    cancellation.check();
    if (source.content().length > sizeLimitBytes) {
      return problem(Problem.Kind.TOO_LARGE, source, "this file has " + (source.content().length >> 20)
          + " MiB; Assay reads files up to " + (sizeLimitBytes >> 20) + " MiB");
    }
    return switch (FileKind.of(source.path(), source.content())) {
      case C, CPLUSPLUS -> c(source, want, cancellation);
      case TEXT_IR -> textIr(source, want, cancellation);
      case BITCODE -> bitcode(source, want, cancellation);
      case HEADER -> source.command().isPresent() ? c(source, want, cancellation)
          : problem(source,
              "a header is read only where the compile database has an entry for it; open a source file that"
                  + " includes it");
      case UNKNOWN -> problem(source, "this kind of file is not understood; " + UNDERSTOOD);
    };
  }

  private static ReadResult problem(SourceFile source, String message) {
    return problem(Problem.Kind.INPUT, source, message);
  }

  private static ReadResult problem(Problem.Kind kind, SourceFile source, String message) {
    return ReadResult.of(List.of(), List.of(Problem.ofFile(kind, source.path().toString(), message)));
  }

  private Units units(byte[] ir, String file, Want want, Cancellation cancellation) {
    return want.isProgram ? irReader.program(ir, file, cancellation)
        : irReader.functions(ir, file, want.functions, want.first, cancellation);
  }

  private ReadResult bitcode(SourceFile source, Want want, Cancellation cancellation) {
    if (source.content().length == 0) {
      return problem(source, "this file is empty; LLVM bitcode has at least a header");
    }
    Want inOrder = new Want(want.isProgram, want.functions, FirstUnit.NONE);
    Units units = units(source.content(), source.path().toString(), inOrder, cancellation);
    return ReadResult.of(units.units(), units.problems());
  }

  private ReadResult textIr(SourceFile given, Want want, Cancellation cancellation) {
    SourceFile source = given.withoutMark();
    byte[] text = source.content();
    String file = source.path().toString();
    if (isBlank(text)) {
      return problem(source, "this file is empty; write LLVM IR, or delete it");
    }
    if (startsWithUtf16Mark(text)) {
      return problem(source, "this file is UTF-16; LLVM reads UTF-8");
    }
    IrTextScanner ranges = IrTextScanner.of(file, text);
    Want inModule = new Want(want.isProgram, inModule(want.functions, ranges.numbered()), FirstUnit.NONE);
    Units units = units(text, file, inModule, cancellation);
    if (units.units().isEmpty() && !units.problems().isEmpty()) {
      units = upgraded(source, inModule, units.problems(), cancellation);
    }
    return new ReadResult(want.isProgram ? units.units() : placed(units.units(), ranges), units.problems(), List.of(),
        Optional.empty(), 0, Outline.of(file, ranges.functions()));
  }

  /** What LLVM refuses may be outdated; the text's own assembler may make bitcode of it, which LLVM goes on reading. */
  private Units upgraded(SourceFile source, Want want, List<Problem> problems, Cancellation cancellation) {
    if (TypedPointers.firstLine(source.content()) == 0) {
      return new Units(List.of(), NewerIr.explained(source.content(), problems));
    }
    String file = source.path().toString();
    IrUpgrader.Upgrade upgrade = upgrader.upgrade(source.content(), file, cancellation);
    if (upgrade.bitcode().isPresent()) {
      return units(upgrade.bitcode().get(), file, want, cancellation);
    }
    List<Problem> explained = new ArrayList<>(problems);
    Problem first = problems.getFirst();
    explained.set(0, new Problem(first.kind(), first.file(), first.line(), first.column(),
        first.message() + "; " + upgrade.advice()));
    return new Units(List.of(), explained);
  }

  /** A module's functions without a name are counted from 0, whatever other things the text has numbered. */
  private static Set<String> inModule(Set<String> wanted, List<String> numbered) {
    return wanted.stream().map(name -> numbered.contains(name) ? Integer.toString(numbered.indexOf(name)) : name)
        .collect(Collectors.toSet());
  }

  /** Debug information of textual IR is about the file that it was compiled from; here the text itself counts. */
  private static List<Unit> placed(List<Unit> units, IrTextScanner ranges) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < ranges.numbered().size(); i++) {
      names.put(Integer.toString(i), ranges.numbered().get(i));
    }
    Map<String, SourceRange> places = new HashMap<>();
    ranges.functions().forEach(function -> places.putIfAbsent(function.name(), function.lines()));
    List<Unit> placed = new ArrayList<>();
    for (Unit unit : units) {
      String name = names.getOrDefault(unit.name(), unit.name());
      placed.add(new Unit(unit.kind(), name, unit.file(), Optional.ofNullable(places.get(name)), unit.hash(),
          unit.optnoneRemoved(), unit.triple(), unit.observation(), unit.bitcode())
          .shownAs(unit.displayName().equals(unit.name()) ? name : unit.displayName())
          .alsoCalled(unit.aliases(), unit.resolved()));
    }
    return inOrder(placed);
  }

  private static List<Unit> inOrder(List<Unit> units) {
    return units.stream()
        .sorted(Comparator.comparingInt(u -> u.range().map(SourceRange::firstLine).orElse(Integer.MAX_VALUE))).toList();
  }

  private ReadResult c(SourceFile source, Want want, Cancellation cancellation) {
    if (startsWithUtf16Mark(source.content())) {
      return problem(source, "this file is UTF-16; clang reads UTF-8");
    }
    String file = source.path().toString();
    // Libclang reads the file while clang does: with the same flags, unless clang turns out to refuse some.
    CompileFlags flags = CCompiler.flags(source);
    Cancellation outlining = cancellation.part();
    FutureTask<Outline> early = new FutureTask<>(() -> outliner.outline(source, flags, outlining));
    if (!want.isProgram) {
      Thread.ofVirtual().name("outline " + file).start(early);
    }
    try {
      return c(source, want, flags, early, outlining);
    } finally {
      outlining.cancel();
    }
  }

  private ReadResult c(SourceFile source, Want want, CompileFlags flags, FutureTask<Outline> early,
      Cancellation cancellation) {
    String file = source.path().toString();
    CompiledC compiled = compiler.compile(source, cancellation);
    List<Problem> problems = new ArrayList<>(compiled.problems());
    List<Unit> own = new ArrayList<>();
    int elsewhere = 0;
    if (compiled.output().isPresent()) {
      Units units = units(compiled.output().get(), file, want, cancellation);
      problems.addAll(units.problems());
      for (Unit unit : units.units()) {
        if (want.isProgram || isOf(source.path(), unit)) {
          own.add(unit);
        } else {
          elsewhere++;
        }
      }
    }
    Optional<String> level = source.command().map(command -> compiled.flags().optimisationFlag());
    Outline outline = Outline.EMPTY;
    if (!want.isProgram) {
      boolean isEarly = compiled.flags().accepted().equals(flags.accepted());
      Outline parsed = outline(source, compiled,
          () -> isEarly ? Waiting.result(early) : outliner.outline(source, compiled.flags(), cancellation));
      own.replaceAll(unit -> parsed.sourceName(unit.name(), unit.displayName()).map(unit::calledInSource).orElse(unit));
      outline = parsed
          .withSymbols(own.stream().collect(Collectors.toMap(Unit::name, SourceReader::nameLine, (one, other) -> one)));
    }
    return new ReadResult(want.isProgram ? own : placed(own, outline), problems, compiled.flags().dropped(), level,
        elsewhere, outline);
  }

  private static Outline outline(SourceFile source, CompiledC compiled, Supplier<Outline> parsed) {
    // What was too much for clang would be too much for a worker.
    boolean isTooMuch = compiled.problems().stream().anyMatch(problem -> TOO_MUCH.contains(problem.kind()));
    return isTooMuch ? Outline.ofText(FileKind.C, source.path().toString(), source.content()) : parsed.get();
  }

  /** Whether debug information puts a function into the file, rather than into a header. */
  private static boolean isOf(Path path, Unit unit) {
    return !unit.file().isEmpty()
        && (unit.file().equals(path.toString()) || Path.of(unit.file()).normalize().equals(path.normalize()));
  }

  /**
   * Debug information knows the last line with code only, and what a body includes has line numbers of its own: the
   * outline says where the function ends.
   */
  private static List<Unit> placed(List<Unit> units, Outline outline) {
    return inOrder(units.stream()
        .map(unit -> unit.at(outline.ofSymbol(unit.name(), nameLine(unit)).map(FunctionPlace::lines).or(unit::range)))
        .toList());
  }

  /** The line that debug information has; 0 where it has none. */
  private static int nameLine(Unit unit) {
    return unit.range().map(SourceRange::firstLine).orElse(0);
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWithUtf16Mark(byte[] text) {
    return text.length >= 2
        && (text[0] == (byte) 0xFF && text[1] == (byte) 0xFE || text[0] == (byte) 0xFE && text[1] == (byte) 0xFF);
  }
}
