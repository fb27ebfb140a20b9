package dev.assay.train.probes;

import dev.assay.probe.PassCatalogue;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Pass;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.Split;
import dev.assay.train.measure.Measurer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train probes}: searches the probe set and writes it as a bundle. */
@Command(name = "probes", mixinStandardHelpOptions = true,
    description = "Searches pass sequences on a corpus and writes them as a bundle; resumes where it was.")
public final class ProbesCommand implements Callable<Integer> {

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus, with its labels.")
  private Path corpusFolder;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder that becomes the bundle.")
  private Path out;

  @Option(names = "--id", defaultValue = "assay-1.1.0", description = "The bundle's id (${DEFAULT-VALUE}).")
  private String id;

  @Option(names = "--seed", defaultValue = "20", description = "Seed of every random choice (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--count", defaultValue = "100", description = "How many probes, P (${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--length", defaultValue = "50", description = "Passes a probe, L (${DEFAULT-VALUE}).")
  private int length;

  @Option(names = "--singles", defaultValue = "20", description = "How many are single passes (${DEFAULT-VALUE}).")
  private int singles;

  @Option(names = "--units", defaultValue = "900", description = "Training units to search on (${DEFAULT-VALUE}).")
  private int units;

  @Option(names = "--programs", defaultValue = "0.5", description = "Which share are modules (${DEFAULT-VALUE}).")
  private double programs;

  @Option(names = "--most-instructions", defaultValue = "900",
      description = "The largest unit to search on (${DEFAULT-VALUE}).")
  private int mostInstructions;

  @Option(names = "--groups", defaultValue = "300", description = "Groups to search after clusters (${DEFAULT-VALUE}).")
  private int groups;

  @Option(names = "--rounds", defaultValue = "12",
      description = "By how many passes, or pairs of them, a sequence grows at most on a group (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--beam", defaultValue = "3",
      description = "How many sequences are extended in a round (${DEFAULT-VALUE}).")
  private int beam;

  @Option(names = "--charge", defaultValue = "0.00005",
      description = "What a pass must gain, as a share of -Oz's instructions (${DEFAULT-VALUE}).")
  private double charge;

  @Override
  public Integer call() throws IOException {
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        Measurer measurer = new Measurer(pool)) {
      Corpus corpus = Corpus.open(corpusFolder);
      SearchUnits sample = SearchUnits.sample(corpusFolder, Split.TRAIN, units, programs, mostInstructions, seed);
      System.err.printf("searching on %d units%n", sample.size());
      SearchSettings settings = new SearchSettings(count, singles, groups, rounds, beam, charge, seed);
      SearchLog log =
          new SearchLog(out.resolve("search.tsv"), new SearchProvenance(settings, units, programs, corpus.sha256()));
      List<List<Pass>> probes = new ProbeSearch(new Scorer(measurer), sample, settings, log).find();
      List<List<String>> names = probes.stream().map(this::padded).toList();
      BundleWriter.write(out, id, pool.llvmVersion(), length, names, corpus.sha256(), corpus.units(), seed);
      System.err.println("wrote " + out);
      return 0;
    }
  }

  /**
   * What the search depends on.
   *
   * @param settings how it searches
   * @param units on how many units
   * @param programs which share of them are modules
   * @param corpus the corpus's SHA-256
   */
  private record SearchProvenance(SearchSettings settings, int units, double programs, String corpus) {}

  private List<String> padded(List<Pass> sequence) {
    List<String> names = new ArrayList<>(sequence.stream().map(Pass::name).toList());
    while (names.size() < length) {
      names.add(PassCatalogue.PADDING);
    }
    return names;
  }
}
