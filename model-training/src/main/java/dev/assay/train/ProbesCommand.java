package dev.assay.train;

import dev.assay.ir.CompileCommand;
import dev.assay.ir.Problem;
import dev.assay.ir.ReadResult;
import dev.assay.ir.SourceFile;
import dev.assay.ir.SourceReader;
import dev.assay.ir.Unit;
import dev.assay.pool.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay train probes}: finds a probe set and writes it as a bundle. */
@Command(name = "probes", mixinStandardHelpOptions = true,
    description = "Searches pass sequences on the given sources and writes them as a bundle.")
final class ProbesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Sources: *.c, *.ll, *.bc.")
  private List<Path> inputs;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder that becomes the bundle.")
  private Path out;

  @Option(names = "--id", defaultValue = "assay-0.1.0", description = "The bundle's id (default: ${DEFAULT-VALUE}).")
  private String id;

  @Option(names = "--seed", defaultValue = "20",
      description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--count", defaultValue = "100", description = "How many probes, P (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--length", defaultValue = "50", description = "Passes a probe, L (default: ${DEFAULT-VALUE}).")
  private int length;

  @Override
  public Integer call() throws Exception {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), llvm)) {
      ProbeRunner runner = new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofMinutes(5));
      List<Path> files = files();
      Corpus corpus = read(pool, files);
      System.err.printf("%d units from %d files%n", corpus.units.size(), files.size());
      SeedProbeSearch search = new SeedProbeSearch(runner, corpus.units, seed, System.err::println);
      List<List<String>> probes = search.find(count, length);
      BundleWriter.write(out, id, pool.llvmVersion(), length, probes, corpus.hash, corpus.units.size(), seed);
      List<List<String>> sequences = probes.stream().map(ProbesCommand::pipelines).toList();
      System.err.println(
          "on the very units that it was searched on: " + ProbeSetReport.measure(runner, corpus.units, sequences));
      System.err.println("wrote " + out);
      return 0;
    }
  }

  private static List<String> pipelines(List<String> names) {
    return names.stream().map(name -> PassCatalogue.standard().named(name).orElseThrow().pipeline()).toList();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      try (Stream<Path> walk = Files.walk(input)) {
        walk.filter(file -> file.toString().matches(".*\\.(c|ll|bc)")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  /** Units without duplicates, and a hash of them all. */
  private record Corpus(List<Unit> units, String hash) {}

  /**
   * Every function twice: as the optimiser is given it, and already optimised, since half of what people ask about is.
   */
  private static Corpus read(WorkerPool pool, List<Path> files) throws IOException {
    SourceReader reader = new SourceReader(pool);
    Map<String, Unit> units = new LinkedHashMap<>();
    for (Path file : files) {
      Optional<CompileCommand> none = Optional.empty();
      ReadResult result = reader.functions(new SourceFile(file.toAbsolutePath(), Files.readAllBytes(file), none),
          Set.of(), Cancellation.never());
      for (Problem problem : result.problems()) {
        System.err.println(problem);
      }
      for (Unit unit : result.units()) {
        units.putIfAbsent(unit.hash(), unit);
        for (Unit optimised : Optimised.versions(pool, unit)) {
          units.putIfAbsent(optimised.hash(), optimised);
        }
      }
    }
    return new Corpus(List.copyOf(units.values()), BundleWriter.sha256(String.join("\n", units.keySet())));
  }
}
