package dev.assay.build;

import dev.assay.clang.CCompiler;
import dev.assay.clang.ClangTask;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.CompiledC;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A file's build at any level, each part made when it is first asked for, and once. Thread-safe.
 *
 * <p>For C and C++ the front end runs at the level in question, since levels differ there, too. IR is built as it is:
 * its triple and attributes count.
 */
public final class FileBuild {
  private final SourceFile source;
  private final CCompiler compiler;
  private final IrReader irReader;
  private final boolean isIr;
  private final CompileFlags flags;
  private final Map<String, Object> made = new ConcurrentHashMap<>();

  /**
   * A file's build.
   *
   * @param source the file, with the command that it is compiled by
   * @param triple the target that IR names; empty where it names none, or where the file is no IR
   */
  public static FileBuild of(SourceFile source, String triple, CCompiler compiler, IrReader irReader) {
    FileKind kind = FileKind.of(source.path(), source.content());
    boolean isIr = kind == FileKind.TEXT_IR || kind == FileKind.BITCODE;
    // Clang would compile IR for this machine, whatever the IR says, unless it is told.
    Optional<CompileCommand> command = !isIr ? source.command() : triple.isEmpty() ? Optional.empty() : Optional
        .of(new CompileCommand(source.path().toAbsolutePath().getParent(), List.of("clang", "--target=" + triple)));
    return new FileBuild(new SourceFile(source.path(), source.content(), command), isIr, compiler, irReader);
  }

  private FileBuild(SourceFile source, boolean isIr, CCompiler compiler, IrReader irReader) {
    this.source = source;
    this.compiler = compiler;
    this.irReader = irReader;
    this.isIr = isIr;
    this.flags = source.command().map(CompileFlags::of).orElse(CompileFlags.NONE);
  }

  /** The level of the file's own command, where there is one. */
  public Optional<Level> own() {
    return isIr ? Optional.empty() : source.command().flatMap(command -> Level.ofFlag(flags.optimisationFlag()));
  }

  /** Whether the file is IR, whose attributes decide, and not a source that is compiled anew for each level. */
  public boolean isIr() {
    return isIr;
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
    return file.value().map(built -> built.of(symbol)).orElseGet(() -> new InFile.Unknown(file.reason()));
  }

  /**
   * What became of a function in the object that clang makes of IR as it is, without any pass.
   *
   * @param symbol its name in IR
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public InFile asGiven(String symbol, Cancellation cancellation) {
    Made<BuiltFile> file = built("object as given", ClangTask.codeOnly(Level.O2.flag()), cancellation);
    return file.value().map(made -> made.of(symbol)).orElseGet(() -> new InFile.Unknown(file.reason()));
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
   * A function alone, as the front end gives it to the optimiser at a level.
   *
   * @param symbol its name in IR
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Unit> unit(Level level, String symbol, Cancellation cancellation) {
    return once("unit " + level + " " + symbol, () -> {
      Made<byte[]> ir = frontEnd(level, cancellation);
      if (ir.value().isEmpty()) {
        return Made.not(ir.reason());
      }
      Units units = irReader.asBuilt(ir.value().get(), source.path().toString(), Set.of(symbol), cancellation);
      return units.units().stream().findFirst().map(Made::of).orElseGet(() -> Made.not(units.problems().isEmpty()
          ? "the front end makes no code of it at " + level.flag() : units.problems().getFirst().message()));
    });
  }

  /**
   * Several functions alone, in one go, which is much faster than one after the other; {@link #unit} has them then.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public void prepare(Level level, Set<String> symbols, Cancellation cancellation) {
    Made<byte[]> ir = frontEnd(level, cancellation);
    if (ir.value().isPresent()) {
      for (Unit unit : irReader.asBuilt(ir.value().get(), source.path().toString(), symbols, cancellation).units()) {
        made.putIfAbsent("unit " + level + " " + unit.name(), Made.of(unit));
      }
    }
  }

  /**
   * The machine that code is generated for.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<TargetMachine> machine(Level level, Cancellation cancellation) {
    return once("machine " + level, () -> {
      // The driver names any target; whether LLVM has it shows when clang proper is asked.
      Optional<String> refused = driven(level, cancellation).flags().refusedTarget();
      if (refused.isPresent()) {
        return Made.not(noTarget(refused.get()));
      }
      if (isIr && source.command().isEmpty()) {
        return Made.not("the IR names no target, so there are no bytes for it");
      }
      CompiledC driven = compiler.run(source, ClangTask.driver(level.flag()), cancellation);
      Optional<TargetMachine> machine = DriverLine.machine(driven.messages(), level);
      if (machine.isPresent() && driven(level, cancellation).messages().contains("unable to create target")) {
        return Made.not(noTarget(machine.get().triple())); // clang's front end knows some that LLVM has no code for
      }
      return machine.map(Made::of).orElseGet(() -> Made.not(reason(driven)));
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
    return once("passes " + level, () -> Made.of(compiler.run(source, ClangTask.passes(level.flag()), cancellation)))
        .value().orElseThrow();
  }

  private Made<byte[]> frontEnd(Level level, Cancellation cancellation) {
    if (isIr) {
      return Made.of(source.content());
    }
    return once("ir " + level, () -> {
      CompiledC compiled = compiler.run(source, ClangTask.frontEnd(level.flag()), cancellation);
      return compiled.output().map(Made::of).orElseGet(() -> Made.not(reason(compiled)));
    });
  }

  private Made<BuiltFile> object(Level level, Cancellation cancellation) {
    return built("object " + level, ClangTask.object(level.flag()), cancellation);
  }

  private Made<BuiltFile> built(String key, ClangTask task, Cancellation cancellation) {
    Optional<String> problem = target(cancellation).problem();
    if (problem.isPresent()) {
      return Made.not(problem.get());
    }
    return once(key, () -> {
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

  /** Work that is cancelled leaves nothing, so that the next one to ask does it anew. */
  @SuppressWarnings("unchecked") // a key's prefix says what its value is
  private <T> Made<T> once(String key, Supplier<Made<T>> make) {
    Object lock = made.computeIfAbsent("lock " + key, ignored -> new Object());
    synchronized (lock) {
      Made<T> known = (Made<T>) made.get(key);
      if (known == null) {
        known = make.get();
        made.put(key, known);
      }
      return known;
    }
  }
}
