package dev.assay.build;

import dev.assay.clang.CCompiler;
import dev.assay.clang.Outliner;
import dev.assay.clang.Preambles;
import dev.assay.clang.Precompiler;
import dev.assay.ir.IrReader;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.util.Optional;

/** Makes the builds of files that have been read. Thread-safe. */
public final class Builds {
  private final CCompiler compiler;
  private final DriverAnswers driver;
  private final IrReader irReader;
  private final Precompiler precompiler;
  private final OwnCompiler ownCompiler;

  /** Builds by the pool's LLVM and its workers; no program of the project's is run. */
  public Builds(WorkerPool pool) {
    this(pool, new Preambles());
  }

  /**
   * The same.
   *
   * @param preambles those that there are of a file are used
   */
  public Builds(WorkerPool pool, Preambles preambles) {
    this.compiler = new CCompiler(pool.llvm(), preambles);
    this.driver = new DriverAnswers(compiler);
    this.irReader = new IrReader(pool);
    this.precompiler = new Precompiler(compiler, new Outliner(pool, preambles), preambles);
    this.ownCompiler = OwnCompiler.NONE;
  }

  private Builds(Builds others, OwnCompiler ownCompiler) {
    this.compiler = others.compiler;
    this.driver = others.driver;
    this.irReader = others.irReader;
    this.precompiler = others.precompiler;
    this.ownCompiler = ownCompiler;
  }

  /** The same, also by the project's own compiler where the user permits that; what these know of flags, they share. */
  public Builds by(OwnCompiler own) {
    return new Builds(this, own);
  }

  /**
   * The build of a file; nothing of it is made yet.
   *
   * @param source the file, with the command that it is compiled by
   * @param result what came of reading it
   */
  public FileBuild of(SourceFile source, ReadResult result) {
    return of(source, result, source.command());
  }

  /**
   * The build of a file whose command {@link OwnCompiler#ask} has added to.
   *
   * @param ownCommand the project's command as it stands
   */
  public FileBuild of(SourceFile source, ReadResult result, Optional<CompileCommand> ownCommand) {
    String triple = result.units().stream().findFirst().map(Unit::triple).orElse("");
    return FileBuild.of(source, triple, compiler, driver, irReader, precompiler, ownCompiler, ownCommand);
  }
}
