package dev.assay.train.probes;

import dev.assay.bundle.BundleReader;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.Split;
import dev.assay.train.measure.Measurer;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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

  @Option(names = "--units", defaultValue = "400", description = "Training units to search on (${DEFAULT-VALUE}).")
  private int units;

  @Option(names = "--programs", defaultValue = "0.5", description = "Which share are modules (${DEFAULT-VALUE}).")
  private double programs;

  @Option(names = "--most-instructions", defaultValue = "900",
      description = "The largest unit to search on (${DEFAULT-VALUE}).")
  private int mostInstructions;

  @Option(names = "--pairs", defaultValue = "150",
      description = "Training functions, at -O0 and at -O2, that are searched on as well (${DEFAULT-VALUE}).")
  private int pairs;

  @Option(names = "--pool", paramLabel = "FILE",
      description = "The sequences to choose from beside those that are found; a line each, for example sroa,gvn.")
  private Optional<Path> pool = Optional.empty();

  @Option(names = "--known", paramLabel = "DIR", description = "A bundle whose probes are in the pool as well.")
  private Optional<Path> known = Optional.empty();

  @Option(names = "--keep-core",
      description = "Keep the core of the --known bundle instead of choosing one; choose the others beside it.")
  private boolean keepsCore;

  @Option(names = "--core", defaultValue = "12",
      description = "How many probes are the core, at most (${DEFAULT-VALUE}).")
  private int core;

  @Option(names = "--core-cost", defaultValue = "80",
      description = "What the core may cost to run, in usual passes, of which -Oz is 43 (${DEFAULT-VALUE}).")
  private int coreCost;

  @Option(names = "--finders", defaultValue = "4",
      description = "How many of the core are chosen by what they find; others are single passes (${DEFAULT-VALUE}).")
  private int finders;

  @Option(names = "--gain", defaultValue = "4",
      description = "What a point below -Oz counts in choosing, where a row that differs counts 1 (${DEFAULT-VALUE}).")
  private double gain;

  @Option(names = "--directions", defaultValue = "6",
      description = "What one more direction of the rows counts in choosing (${DEFAULT-VALUE}).")
  private double directions;

  @Option(names = "--charge", defaultValue = "0.02",
      description = "What a usual pass that must be run is charged in choosing (${DEFAULT-VALUE}).")
  private double charge;

  @Option(names = "--clusters", defaultValue = "0",
      description = "Clusters to search for sequences (${DEFAULT-VALUE}).")
  private int clusters;

  @Option(names = "--groups", defaultValue = "0", description = "Groups to search after clusters (${DEFAULT-VALUE}).")
  private int groups;

  @Option(names = "--rounds", defaultValue = "12",
      description = "By how many passes, or pairs of them, a sequence grows at most on a group (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--beam", defaultValue = "3",
      description = "How many sequences are extended in a round (${DEFAULT-VALUE}).")
  private int beam;

  @Option(names = "--search-charge", defaultValue = "0.00005",
      description = "What a pass must gain in the search, as a share of -Oz's instructions (${DEFAULT-VALUE}).")
  private double searchCharge;

  @Override
  public Integer call() throws IOException {
    if (keepsCore && known.isEmpty()) { // before minutes of measuring
      throw new StoreException("--keep-core needs --known");
    }
    try (WorkerPool workers = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        Measurer measurer = new Measurer(workers)) {
      Corpus corpus = Corpus.open(corpusFolder);
      SearchUnits sample = SearchUnits.sample(corpusFolder, Split.TRAIN, units, programs, mostInstructions, seed);
      SearchSettings settings = new SearchSettings(clusters, groups, rounds, beam, searchCharge, seed);
      SearchLog log =
          new SearchLog(out.resolve("search.tsv"), new SearchProvenance(settings, units, programs, corpus.sha256()));
      List<List<Pass>> found = new ProbeSearch(new Scorer(measurer), sample, settings, log).find();
      SearchUnits paired = SearchUnits.pairs(corpusFolder, Split.TRAIN, pairs, mostInstructions);
      SearchUnits all = paired.and(sample);
      System.err.printf("choosing on %d units, %d of them pairs%n", all.size(), paired.size());
      List<List<Pass>> candidates = candidates(found, all);
      PoolMeasurements measured = PoolMeasurements.of(out.resolve("pool"), measurer, all.units(), candidates);
      write(corpus, workers.llvmVersion(), new ChosenSet(candidates, measured, all, paired.size() / 2));
      return 0;
    }
  }

  private List<List<Pass>> candidates(List<List<Pass>> found, SearchUnits all) throws IOException {
    Set<List<Pass>> candidates = new LinkedHashSet<>(singles(all));
    candidates.addAll(Pool.read(pool, length));
    candidates.addAll(found);
    if (known.isPresent()) {
      candidates.addAll(sequences(BundleReader.inFolder(known.get()).probes().probes()));
    }
    return List.copyOf(candidates);
  }

  private static List<List<Pass>> sequences(List<ProbeSet.Probe> probes) {
    return probes.stream().map(probe -> probe.passes().stream().filter(pass -> !pass.isPlaceholder()).toList())
        .toList();
  }

  /** The places of the core's sequences among all candidates, the known bundle's among them. */
  private List<Integer> core(CoreSelection selection, List<List<Pass>> candidates) throws IOException {
    if (!keepsCore) {
      return selection.choose();
    }
    ProbeSet kept = BundleReader.inFolder(known.orElseThrow()).probes();
    return sequences(kept.probes().subList(0, kept.core())).stream().map(candidates::indexOf).toList();
  }

  /** The passes that most often are the best, most frequent first. */
  private List<List<Pass>> singles(SearchUnits all) {
    Map<Pass, Integer> wins = new LinkedHashMap<>();
    Set<String> distinct = new HashSet<>(); // several names of LLVM 10 are one pass now
    for (Pass pass : PassCatalogue.standard().passes()) {
      if (pass.isSuggestable() && distinct.add(pass.pipeline())) {
        wins.put(pass, 0);
      }
    }
    for (int best : all.bestPass()) {
      wins.computeIfPresent(PassCatalogue.standard().get(best), (pass, count) -> count + 1);
    }
    return wins.entrySet().stream().sorted(Comparator.comparingInt(entry -> -entry.getValue())).limit(singles)
        .map(entry -> List.of(entry.getKey())).toList();
  }

  /** What is chosen from: sequences, what they leave of the units, and how many of the units are pairs. */
  private record ChosenSet(List<List<Pass>> candidates, PoolMeasurements measured, SearchUnits units, int pairs) {}

  private void write(Corpus corpus, String llvm, ChosenSet from) throws IOException {
    CoreSelection coreSelection = new CoreSelection(from.candidates, from.measured, from.units.bestCount(), from.pairs,
        new CoreSelection.Limits(core, finders, coreCost));
    List<Integer> chosenCore = core(coreSelection, from.candidates);
    Set<Integer> begun = new LinkedHashSet<>(chosenCore);
    IntStream.range(0, singles).forEach(begun::add); // the single passes come first in the pool
    SetSelection selection = new SetSelection(from.candidates, from.measured, from.units.oz(),
        new SetSelection.Weights(gain, 1, directions, charge));
    List<Integer> chosen = selection.choose(List.copyOf(begun), count);
    if (chosen.size() < count) {
      throw new StoreException("there are only " + chosen.size() + " sequences to choose from; add some to the pool");
    }
    SetSelection.Figures ofCore = selection.figures(chosenCore);
    SetSelection.Figures whole = selection.figures(chosen);
    System.err.printf(Locale.ROOT,
        "core: %d probes, %.1f runs of -Oz; of -O0 functions %.1f %% are found at -O2; best pass read of %.1f %%%n",
        chosenCore.size(), ofCore.passes() / (double) PassCost.OZ, 100 * coreSelection.recall(chosenCore),
        100 * coreSelection.readable(chosenCore));
    System.err.printf(Locale.ROOT,
        "chosen: %.2f %% below -Oz, %.1f different rows, %.2f directions, %.1f runs of -Oz%n", 100 * whole.gain(),
        whole.distinct(), whole.directions(), whole.passes() / (double) PassCost.OZ);
    List<List<String>> names = chosen.stream().map(i -> padded(from.candidates.get(i))).toList();
    BundleWriter.write(out, id, llvm, length, names, Math.max(1, chosenCore.size()), corpus.sha256(), corpus.units(),
        seed);
    System.err.println("wrote " + out);
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
