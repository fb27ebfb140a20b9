package dev.assay;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.SourceReader;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Units for tests: the examples that are shipped, and IR written in a test. */
public final class Examples {
  private Examples() {}

  /** Every function of every file in {@code examples/}. */
  public static List<Unit> units(WorkerPool pool) throws IOException {
    Path folder = Path.of(System.getProperty("assay.root", ".."), "examples");
    List<Unit> units = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(c|ll)")).sorted().toList()) {
        ReadResult result = new SourceReader(pool).functions(
            new SourceFile(file.toAbsolutePath(), Files.readAllBytes(file), Optional.empty()), Set.of(),
            Cancellation.never());
        if (!result.problems().isEmpty()) {
          throw new IOException(result.problems().toString());
        }
        units.addAll(result.units());
      }
    }
    if (units.size() < 20) {
      throw new IOException("only " + units.size() + " functions in " + folder.toAbsolutePath());
    }
    return units;
  }

  /** The functions of some textual IR. */
  public static List<Unit> functions(WorkerPool pool, String ir) {
    return read(pool, ir).units();
  }

  /** What reading some textual IR gives. */
  public static ReadResult read(WorkerPool pool, String ir) {
    SourceFile file = new SourceFile(Path.of("/test.ll"), ir.getBytes(StandardCharsets.UTF_8), Optional.empty());
    return new SourceReader(pool).functions(file, Set.of(), Cancellation.never());
  }
}
