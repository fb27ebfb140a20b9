package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Searches the probe set, as section "Probes" of the paper does and further: units are clustered by their features, and
 * for each cluster a sequence is searched that gets furthest on it. Then, in rounds, sequences are searched for the
 * units that the set so far serves least. Of all that was found the set is chosen that gets furthest together, charged
 * for the passes it runs, and each sequence is minimised.
 *
 * <p>The set begins with the single passes that most often are the best: they cost next to nothing, being where longer
 * sequences begin anyway, and the encoder sees in them what the best pass leaves.
 */
final class ProbeSearch {
  private static final int LONGEST = 40;
  private static final int TRUNK_UNITS = 96;
  private static final int CLUSTER_UNITS = 14;
  private static final int KMEANS_ITERATIONS = 30;
  private static final int MINIMISED_ON = 40;

  /** Where climbing starts: the order of LLVM's own -Oz, as far as it is made of the 124 passes. */
  private static final List<String> TRUNK = List.of("sroa", "early-cse-memssa", "simplifycfg", "instcombine",
      "jump-threading", "correlated-propagation", "simplifycfg", "instcombine", "tailcallelim", "reassociate", "licm",
      "indvars", "loop-deletion", "gvn", "sccp", "bdce", "instcombine", "dse", "adce", "simplifycfg", "instcombine");

  private final Scorer scorer;
  private final SearchUnits units;
  private final SearchSettings settings;
  private final SearchLog log;
  private final List<Pass> candidates;

  ProbeSearch(Scorer scorer, SearchUnits units, SearchSettings settings, SearchLog log) {
    this.scorer = scorer;
    this.units = units;
    this.settings = settings;
    this.log = log;
    Map<String, Pass> distinct = new LinkedHashMap<>(); // several names of LLVM 10 are one pass now
    PassCatalogue.standard().passes().stream().filter(Pass::isSuggestable)
        .forEach(pass -> distinct.putIfAbsent(pass.pipeline(), pass));
    this.candidates = List.copyOf(distinct.values());
  }

  /** Finds the set: different sequences, each at most {@link #LONGEST} passes. */
  List<List<Pass>> find() throws IOException {
    List<List<Pass>> singles = singles();
    double[] floor = ProbeSelection.reached(scorer.gains(units, singles),
        IntStream.range(0, singles.size()).boxed().toList(), filled(Double.NEGATIVE_INFINITY));
    Set<List<Pass>> pool = new LinkedHashSet<>(byCluster());
    furtherOnWhatLags(pool, floor);
    pool.remove(List.of()); // what some optimised code is best left with
    List<List<Pass>> found = new ArrayList<>(pool);
    double[][] gains = scorer.gains(units, found);
    List<Integer> chosen =
        ProbeSelection.choose(found, gains, floor, settings.probes() - singles.size(), settings.chargePerPass() / 10);
    List<List<Pass>> minimised = minimised(found, gains, chosen);
    Set<List<Pass>> all = new LinkedHashSet<>(singles);
    all.addAll(minimised);
    for (int s = 0; all.size() < settings.probes() && s < found.size(); s++) {
      all.add(found.get(s)); // minimising made two alike
    }
    if (all.size() < settings.probes()) {
      throw new IllegalStateException("only " + all.size() + " different sequences were found; search longer");
    }
    return new ArrayList<>(all);
  }

  /** The passes that most often are the best, most frequent first. */
  private List<List<Pass>> singles() {
    Map<String, Integer> wins = new LinkedHashMap<>();
    for (int best : units.bestPass()) {
      wins.merge(PassCatalogue.standard().passes().get(best).pipeline(), 1, Integer::sum);
    }
    return candidates.stream().sorted(Comparator.comparingInt((Pass pass) -> -wins.getOrDefault(pass.pipeline(), 0)))
        .limit(settings.singles()).map(List::of).toList();
  }

  private List<List<Pass>> byCluster() throws IOException {
    List<Pass> start = TRUNK.stream().map(name -> PassCatalogue.standard().named(name).orElseThrow()).toList();
    Random random = new Random(settings.seed());
    List<Pass> trunk = log.step("trunk",
        () -> climber("trunk").climb(sample(IntStream.range(0, units.size()).boxed().toList(), TRUNK_UNITS, random),
            List.of(start), filled(Double.NEGATIVE_INFINITY), 3 * settings.rounds(), settings.variants()));
    List<List<Pass>> found = new ArrayList<>(List.of(trunk));
    double[][] points = units.points();
    List<double[]> centroids =
        Clusters.centroids(points, Math.min(settings.probes(), units.size() / 3), KMEANS_ITERATIONS, settings.seed());
    Map<Integer, List<Integer>> clusters = new LinkedHashMap<>();
    for (int i = 0; i < points.length; i++) {
      clusters.computeIfAbsent(Clusters.nearest(centroids, points[i]), c -> new ArrayList<>()).add(i);
    }
    Step step = new Step(System.err, "probes, by cluster", "clusters", clusters.size(), 0);
    for (Map.Entry<Integer, List<Integer>> cluster : clusters.entrySet()) {
      String name = "cluster " + cluster.getKey();
      found.add(log.step(name, () -> {
        SearchUnits some = sample(cluster.getValue(), CLUSTER_UNITS, new Random(settings.seed() ^ name.hashCode()));
        return climber(name).climb(some, starts(found, name), filled(Double.NEGATIVE_INFINITY), settings.rounds(),
            settings.variants());
      }));
      step.advance(1, "");
    }
    return found;
  }

  /** The trunk and some of what other groups found. */
  private List<List<Pass>> starts(List<List<Pass>> found, String name) {
    List<List<Pass>> others = new ArrayList<>(found.subList(1, found.size()));
    Collections.shuffle(others, new Random(settings.seed() ^ name.hashCode()));
    List<List<Pass>> starts = new ArrayList<>(List.of(found.getFirst()));
    starts.addAll(others.subList(0, Math.min(12, others.size())));
    return starts;
  }

  /** Searches for groups of similar units, drawn more often the less they gain, only what beats the set so far. */
  private void furtherOnWhatLags(Set<List<Pass>> pool, double[] floor) throws IOException {
    double[][] points = units.points();
    double[] reached = floor;
    List<List<Pass>> known = new ArrayList<>(pool);
    reached = ProbeSelection.reached(scorer.gains(units, known), all(known), reached);
    Step step = new Step(System.err, "probes, where the set lags", "groups", settings.groups(), 0);
    for (int group = 0; group < settings.groups(); group++) {
      String name = "group " + group;
      Random random = new Random(settings.seed() ^ name.hashCode());
      List<Integer> places = near(points, random.nextInt(units.size()), 3 + random.nextInt(8));
      SearchUnits some = units.at(places);
      double[] own = places.stream().mapToDouble(i -> 0).toArray();
      for (int i = 0; i < own.length; i++) {
        own[i] = reached[places.get(i)];
      }
      List<Pass> sequence = log.step(name,
          () -> climber(name).climb(some, starts(known, name), own, settings.rounds(), settings.variants()));
      if (pool.add(sequence)) {
        known.add(sequence);
        reached = ProbeSelection.reached(scorer.gains(units, List.of(sequence)), List.of(0), reached);
      }
      step.advance(1, String.format(java.util.Locale.ROOT, "%.2f %% below -Oz", 100 * ProbeSelection.mean(reached)));
    }
  }

  private static List<Integer> all(List<List<Pass>> sequences) {
    return IntStream.range(0, sequences.size()).boxed().toList();
  }

  private static List<Integer> near(double[][] points, int centre, int count) {
    return IntStream.range(0, points.length).boxed()
        .sorted(Comparator.comparingDouble(i -> distance(points[i], points[centre]))).limit(count).toList();
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private List<List<Pass>> minimised(List<List<Pass>> found, double[][] gains, List<Integer> chosen) {
    ProbeMinimiser minimiser = new ProbeMinimiser(scorer);
    List<List<Pass>> shorter = new ArrayList<>();
    Step step = new Step(System.err, "probes, minimised", "sequences", chosen.size(), 0);
    for (int sequence : chosen) {
      List<Integer> best = new ArrayList<>();
      for (int i = 0; i < units.size() && best.size() < MINIMISED_ON; i++) {
        double top = chosen.stream().mapToDouble(placed(gains[i])).max().orElseThrow();
        if (gains[i][sequence] >= top - 1e-9) {
          best.add(i);
        }
      }
      shorter.add(best.isEmpty() ? found.get(sequence)
          : minimiser.minimise(units.at(best), found.get(sequence), settings.chargePerPass()));
      step.advance(1, "");
    }
    return shorter;
  }

  private static java.util.function.ToDoubleFunction<Integer> placed(double[] gains) {
    return s -> gains[s];
  }

  private SearchUnits sample(List<Integer> places, int most, Random random) {
    List<Integer> shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, random);
    return units.at(shuffled.subList(0, Math.min(most, shuffled.size())));
  }

  private Climber climber(String name) {
    return new Climber(scorer, candidates, new Random(settings.seed() + 31L * name.hashCode()),
        settings.chargePerPass(), LONGEST);
  }

  private double[] filled(double value) {
    double[] filled = new double[units.size()];
    Arrays.fill(filled, value);
    return filled;
  }
}
