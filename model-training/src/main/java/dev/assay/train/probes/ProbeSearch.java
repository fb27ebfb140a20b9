package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.cluster.KMeans;
import dev.assay.train.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Searches the probe set, as section "Probes" of the paper does and further: units are clustered by their features, and
 * for each cluster a sequence is searched that gets furthest on it. Then, in rounds, sequences are searched for the
 * units that the set so far serves least. All grow on one tree: each extends a sequence that is known already, and
 * is charged for the passes that it adds. Of the tree's sequences, beginnings among them, the set is chosen that gets
 * furthest together.
 *
 * <p>The set begins with the single passes that most often are the best: they cost next to nothing, being where longer
 * sequences begin anyway, and the encoder sees in them what the best pass leaves.
 */
final class ProbeSearch {
  private static final int LONGEST = 40;
  private static final int TRUNK_UNITS = 64;
  private static final int CLUSTER_UNITS = 12;
  private static final int KMEANS_ITERATIONS = 30;

  /** A pass that is chosen is charged less than one that is searched for: of it, it is known what it brings to all. */
  private static final double CHARGE_WHEN_CHOOSING = 0.5;

  private final Scorer scorer;
  private final SearchUnits units;
  private final SearchSettings settings;
  private final SearchLog log;
  private final List<Pass> candidates;
  private final ProbeTree tree;

  ProbeSearch(Scorer scorer, SearchUnits units, SearchSettings settings, SearchLog log) {
    this.scorer = scorer;
    this.units = units;
    this.settings = settings;
    this.log = log;
    Map<String, Pass> distinct = new LinkedHashMap<>(); // several names of LLVM 10 are one pass now
    PassCatalogue.standard().passes().stream().filter(Pass::isSuggestable)
        .forEach(pass -> distinct.putIfAbsent(pass.pipeline(), pass));
    this.candidates = List.copyOf(distinct.values());
    this.tree = new ProbeTree(scorer, units);
  }

  /** Finds the set: different sequences, each at most {@link #LONGEST} passes. */
  List<List<Pass>> find() throws IOException {
    List<List<Pass>> singles = singles();
    double[] floor = ProbeSelection.reached(scorer.gains(units, singles),
        IntStream.range(0, singles.size()).boxed().toList(), filled(units.size()));
    tree.addAll(log.found());
    byCluster();
    furtherOnWhatLags(floor);
    List<List<Pass>> found = tree.sequences();
    double[][] gains = tree.gains();
    List<Integer> chosen =
        ProbeSelection.choose(found, gains, floor, settings.probes(), settings.chargePerPass() * CHARGE_WHEN_CHOOSING);
    Set<List<Pass>> all = new LinkedHashSet<>(singles);
    List<Integer> used = new ArrayList<>(); // the singles, which the tree may have as well, are in the floor
    for (int s = 0; all.size() < settings.probes() && s < chosen.size(); s++) {
      if (all.add(found.get(chosen.get(s)))) {
        used.add(chosen.get(s));
      }
    }
    if (all.size() < settings.probes()) {
      throw new IllegalStateException("only " + all.size() + " different sequences were found; search longer");
    }
    PassCost cost = new PassCost();
    int passes = all.stream().mapToInt(sequence -> {
      int own = cost.added(sequence);
      cost.share(sequence);
      return own;
    }).sum();
    System.err.printf(Locale.ROOT, "chosen: %.2f %% below -Oz for %d passes (all %d sequences: %.2f %%)%n",
        100 * ProbeSelection.mean(ProbeSelection.reached(gains, used, floor)), passes, found.size(),
        100 * ProbeSelection.mean(tree.reached(floor)));
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

  private void byCluster() throws IOException {
    Random random = new Random(settings.seed());
    List<Integer> all = IntStream.range(0, units.size()).boxed().toList();
    grow("trunk", sample(all, TRUNK_UNITS, random), filled(TRUNK_UNITS));
    double[][] points = units.points();
    List<double[]> centroids =
        KMeans.centroids(points, Math.min(settings.probes(), units.size() / 3), KMEANS_ITERATIONS, settings.seed());
    Map<Integer, List<Integer>> clusters = new LinkedHashMap<>();
    for (int i = 0; i < points.length; i++) {
      clusters.computeIfAbsent(KMeans.nearest(centroids, points[i]), c -> new ArrayList<>()).add(i);
    }
    Progress step = new Progress(System.err, "probes, by cluster", "clusters", clusters.size(), 0);
    for (Map.Entry<Integer, List<Integer>> cluster : clusters.entrySet()) {
      List<Integer> places = sample(cluster.getValue(), CLUSTER_UNITS, random);
      grow("cluster " + cluster.getKey(), places, filled(CLUSTER_UNITS));
      // What all extend is not the best beginning for each.
      growFrom(List.of(List.of()), "cluster " + cluster.getKey() + " from nothing", places, filled(CLUSTER_UNITS));
      step.advance(1, tree.sequences().size() + " sequences");
    }
  }

  /** Searches for groups of similar units, drawn at random, only what beats the set so far. */
  private void furtherOnWhatLags(double[] floor) throws IOException {
    double[][] points = units.points();
    Progress step = new Progress(System.err, "probes, where the set lags", "groups", settings.groups(), 0);
    for (int group = 0; group < settings.groups(); group++) {
      String name = "group " + group;
      Random random = new Random(settings.seed() ^ name.hashCode());
      List<Integer> places = near(points, random.nextInt(units.size()), 3 + random.nextInt(8));
      double[] reached = tree.reached(floor);
      grow(name, places, places.stream().mapToDouble(i -> reached[i]).toArray());
      step.advance(1, String.format(Locale.ROOT, "%.2f %% below -Oz", 100 * ProbeSelection.mean(tree.reached(floor))));
    }
  }

  /** Grows a sequence for some units from the tree's that serve them best, and adds it to the tree. */
  private void grow(String name, List<Integer> places, double[] floor) throws IOException {
    growFrom(tree.best(places, floor, settings.beam()), name, places, floor);
  }

  private void growFrom(List<List<Pass>> starts, String name, List<Integer> places, double[] floor) throws IOException {
    tree.add(log.step(name,
        () -> new Grower(scorer, candidates, tree.cost(), settings, LONGEST).grow(units.at(places), starts, floor)));
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

  private static List<Integer> sample(List<Integer> places, int most, Random random) {
    List<Integer> shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }

  /** The floor of units that have nothing yet. */
  private static double[] filled(int size) {
    double[] filled = new double[size];
    Arrays.fill(filled, Double.NEGATIVE_INFINITY);
    return filled;
  }
}
