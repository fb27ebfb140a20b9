package dev.assay.train.corpus;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.IrReader;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A corpus of three functions, one a split and one a shard. */
public final class TinyCorpus {
  private static final String SOURCE = """
      int first(int *a, int n) { int s = 0; for (int i = 0; i < n; i++) { s += a[i]; } return s; }
      int second(int *a, int n) { int m = a[0]; for (int i = 1; i < n; i++) { if (a[i] > m) { m = a[i]; } } return m; }
      int third(int x) { int y = x * 3; int z = y + x; return z * z + y * y; }
      """;

  private TinyCorpus() {}

  /** Writes it; the units in their order. */
  public static List<Unit> write(Path folder) throws IOException {
    Path file = Files.writeString(Files.createDirectories(folder).resolve("tiny.c"), SOURCE);
    LlvmDistribution llvm = LlvmDistribution.unpack();
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), llvm)) {
      Variant variant = new Variant(Flavour.O0, Clang.shipped(llvm));
      byte[] bitcode = new CorpusCompiler().compile(file, "c", List.of(), variant).orElseThrow();
      List<Unit> units = new IrReader(pool).functions(bitcode, "tiny.c", Set.of(), Cancellation.never()).units();
      List<CorpusUnit> rows = new ArrayList<>();
      for (int i = 0; i < units.size(); i++) {
        Project project = new Project("p" + i, "1", "domain", Split.values()[i], folder, List.of());
        Project.Command command = new Project.Command(folder, file, List.of());
        UnitCollector.Source source =
            UnitCollector.sources(new Project("p", "1", "domain", Split.TEST, folder, List.of(command))).getFirst();
        rows.add(CorpusUnit.of(project, variant, source, units.get(i)));
      }
      Corpus.write(folder, rows, Map.of(), 1);
      return units;
    }
  }
}
