package dev.assay.build;

import dev.assay.clang.CCompiler;
import dev.assay.ir.IrReader;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.source.SourceFile;

/** Makes the builds of files that have been read. Thread-safe. */
public final class Builds {
  private final CCompiler compiler;
  private final IrReader irReader;

  /** Builds by the pool's LLVM and its workers. */
  public Builds(WorkerPool pool) {
    this.compiler = new CCompiler(pool.llvm());
    this.irReader = new IrReader(pool);
  }

  /**
   * The build of a file; nothing of it is made yet.
   *
   * @param source the file, with the command that it is compiled by
   * @param result what came of reading it
   */
  public FileBuild of(SourceFile source, ReadResult result) {
    String triple = result.units().stream().findFirst().map(Unit::triple).orElse("");
    return FileBuild.of(source, triple, compiler, irReader);
  }
}
