package dev.assay.ir;

import dev.assay.pool.Cancellation;
import dev.assay.pool.WorkerPool;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a source file into units: C through clang, {@code .ll} and {@code .bc} as they are. Thread-safe. */
public final class SourceReader {
  private final IrReader irReader;

  /** A reader that uses the pool's workers and its LLVM's clang. */
  public SourceReader(WorkerPool pool) {
    this.irReader = new IrReader(pool);
  }

  /** The functions that the file itself defines, or those wanted of them. */
  public ReadResult functions(SourceFile source, Set<String> wanted, Cancellation cancellation) {
    Units units = irReader.functions(source.content(), source.path().toString(), wanted, cancellation);
    return new ReadResult(units.units(), units.problems(), List.of(), Optional.empty(), 0);
  }

  /** The whole file as one unit. */
  public ReadResult program(SourceFile source, Cancellation cancellation) {
    Units units = irReader.program(source.content(), source.path().toString(), cancellation);
    return new ReadResult(units.units(), units.problems(), List.of(), Optional.empty(), 0);
  }
}
