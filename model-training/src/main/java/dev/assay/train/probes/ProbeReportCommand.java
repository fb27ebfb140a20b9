package dev.assay.train.probes;

import dev.assay.bundle.BundleReader;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.ProbeSet;
import dev.assay.probe.Quarantine;
import dev.assay.train.corpus.Split;
import dev.assay.train.measure.Measurer;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train probe-report}: how far below -Oz a bundle's probes get, and what running them costs. */
@Command(name = "probe-report", mixinStandardHelpOptions = true,
    description = "Measures a bundle's probes on units of a corpus, and writes a table.")
public final class ProbeReportCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus, with its labels.")
  private Path corpusFolder;

  @Option(names = "--probes", required = true, paramLabel = "DIR", description = "The bundle whose probes are run.")
  private Path bundleFolder;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The table, in Markdown.")
  private Path out;

  @Option(names = "--units", defaultValue = "200", description = "Functions, and as many modules (${DEFAULT-VALUE}).")
  private int units;

  @Option(names = "--most-instructions", defaultValue = "1000",
      description = "The largest function; modules may be three times as large (${DEFAULT-VALUE}).")
  private int mostInstructions;

  @Option(names = "--seed", defaultValue = "20", description = "Which units (${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    ProbeSet probes = BundleReader.inFolder(bundleFolder).probes();
    List<List<String>> sequences = probes.sequences();
    List<Integer> parts = Stream.of(probes.core(), sequences.size() / 2, sequences.size()).distinct().sorted().toList();
    StringBuilder table = new StringBuilder("| test units | probes | best of them below -Oz | rows that differ"
        + " | directions | cost, in runs of -Oz |\n|---|---:|---:|---:|---:|---:|\n");
    Progress step = new Progress(System.err, "probe-report", "rows", 2L * parts.size() + 1, 0);
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack())) {
      ProbeRunner runner = new ProbeRunner(pool, Quarantine.inMemory(), LONGEST);
      for (boolean programs : new boolean[]{false, true}) {
        SearchUnits test =
            SearchUnits.sample(corpusFolder, Split.TEST, units, programs ? 1 : 0, mostInstructions, seed);
        String kind = programs ? "modules" : "functions";
        List<ProbedUnit> whole = measure(runner, test, sequences);
        for (int part : parts) {
          table.append(
              row(kind, part, part == sequences.size() ? whole : measure(runner, test, sequences.subList(0, part))));
          step.advance(1, "");
        }
        for (boolean before : new boolean[]{false, true}) {
          List<ProbedUnit> some = test.optimised(before).stream().map(whole::get).toList();
          if (!some.isEmpty()) {
            table.append(row(kind + (before ? " of these, optimised before" : " of these, not optimised"),
                sequences.size(), some));
          }
        }
      }
      table.append(found(pool, probes));
      step.advance(1, "");
    }
    WholeFile.write(out, table.toString().getBytes(StandardCharsets.UTF_8));
    System.err.print(table);
    return 0;
  }

  /** How well functions at -O0 are found at -O2, by what the core and by what all probes leave. */
  private String found(WorkerPool pool, ProbeSet probes) throws IOException {
    SearchUnits pairs = SearchUnits.pairs(corpusFolder, Split.TEST, units, mostInstructions);
    List<PoolRow> rows = new ArrayList<>();
    try (Measurer measurer = new Measurer(pool)) {
      List<List<Outcome>> outcomes = measurer.measure(pairs.units(), probes.sequences());
      for (int i = 0; i < outcomes.size(); i++) {
        rows.add(PoolRow.of(pairs.units().get(i).hash(), outcomes.get(i)));
      }
    }
    PoolMeasurements measured = PoolMeasurements.of(pairs.units(), rows);
    PairRecall before = new PairRecall(measured, pairs.size() / 2);
    PairRecall core = before.with(IntStream.range(0, probes.core()).boxed().toList());
    PairRecall all = core.with(IntStream.range(probes.core(), probes.size()).boxed().toList());
    return String.format(Locale.ROOT,
        "%nOf %d functions at -O0, found first among the same at -O2 by the cosine of logarithms of features: %.1f %%"
            + " before all probes, %.1f %% with the core, %.1f %% with all probes.%n",
        pairs.size() / 2, 100 * before.recall(), 100 * core.recall(), 100 * all.recall());
  }

  private static List<ProbedUnit> measure(ProbeRunner runner, SearchUnits units, List<List<String>> sequences) {
    return units.units().stream().map(unit -> ProbedUnit.measure(runner, unit, sequences)).toList();
  }

  private static String row(String what, int probes, List<ProbedUnit> units) {
    ProbeSetReport report = ProbeSetReport.of(units);
    return String.format(Locale.ROOT, "| %d %s | %d | %.2f %% | %.1f | %.2f | %.1f |%n", report.units(), what, probes,
        100 * report.meanReductionOverOz(), report.distinct(), report.directions(), report.costInOz());
  }
}
