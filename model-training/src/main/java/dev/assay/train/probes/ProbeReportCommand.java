package dev.assay.train.probes;

import dev.assay.bundle.BundleReader;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import dev.assay.train.corpus.Split;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train probe-report}: how far below -Oz a bundle's probes get, and what running them costs. */
@Command(name = "probe-report", mixinStandardHelpOptions = true,
    description = "Measures a bundle's probes on units of a corpus, and writes a table.")
public final class ProbeReportCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final List<Integer> PARTS = List.of(20, 40, 60, 80, 100);

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
    List<List<String>> sequences = BundleReader.inFolder(bundleFolder).probes().sequences();
    StringBuilder table = new StringBuilder(
        "| test units | probes | best of them below -Oz | cost, in runs of -Oz |\n" + "|---|---:|---:|---:|\n");
    Progress step = new Progress(System.err, "probe-report", "rows", 2L * PARTS.size(), 0);
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack())) {
      ProbeRunner runner = new ProbeRunner(pool, Quarantine.inMemory(), LONGEST);
      for (boolean programs : new boolean[]{false, true}) {
        SearchUnits test =
            SearchUnits.sample(corpusFolder, Split.TEST, units, programs ? 1 : 0, mostInstructions, seed);
        String kind = programs ? "modules" : "functions";
        List<ProbedUnit> whole = measure(runner, test, sequences);
        for (int part : PARTS) {
          if (part <= sequences.size()) {
            table.append(
                row(kind, part, part == sequences.size() ? whole : measure(runner, test, sequences.subList(0, part))));
          }
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
    }
    WholeFile.write(out, table.toString().getBytes(StandardCharsets.UTF_8));
    System.err.print(table);
    return 0;
  }

  private static List<ProbedUnit> measure(ProbeRunner runner, SearchUnits units, List<List<String>> sequences) {
    return units.units().stream().map(unit -> ProbedUnit.measure(runner, unit, sequences)).toList();
  }

  private static String row(String what, int probes, List<ProbedUnit> units) {
    ProbeSetReport report = ProbeSetReport.of(units);
    return String.format(Locale.ROOT, "| %d %s | %d | %.2f %% | %.1f |%n", report.units(), what, probes,
        100 * report.meanReductionOverOz(), report.costInOz());
  }
}
