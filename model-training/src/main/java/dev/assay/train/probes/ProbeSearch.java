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
import java.util.stream.IntStream;

/**
 * Searches strong sequences, as section "Probes" of the paper does and further: units are clustered by their features,
 * and for each cluster a sequence is searched that gets furthest on it. Then, in rounds, sequences are searched for the
 * units that the set so far serves least. All grow on one tree: each extends a sequence that is known already, and
 * is charged for the passes that it adds.
 */
final class ProbeSearch {
  private static final int LONGEST = 40;
  private static final int TRUNK_UNITS = 64;
  private static final int CLUSTER_UNITS = 12;
  private static final int KMEANS_ITERATIONS = 30;

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

  /** Searches, or goes on where it was; all that has been found, each at most {@link #LONGEST} passes. */
  List<List<Pass>> find() throws IOException {
    tree.addAll(log.found());
    if (settings.clusters() > 0) {
      byCluster();
    }
    furtherOnWhatLags();
    return List.copyOf(new LinkedHashSet<>(log.found()));
  }

  private void byCluster() throws IOException {
    Random random = new Random(settings.seed());
    List<Integer> all = IntStream.range(0, units.size()).boxed().toList();
    grow("trunk", sample(all, TRUNK_UNITS, random), filled(TRUNK_UNITS));
    double[][] points = units.points();
    List<double[]> centroids =
        KMeans.centroids(points, Math.min(settings.clusters(), units.size() / 3), KMEANS_ITERATIONS, settings.seed());
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
  private void furtherOnWhatLags() throws IOException {
    double[][] points = units.points();
    double[] floor = filled(units.size());
    Progress step = new Progress(System.err, "probes, where the set lags", "groups", settings.groups(), 0);
    for (int group = 0; group < settings.groups(); group++) {
      String name = "group " + group;
      Random random = new Random(settings.seed() ^ name.hashCode());
      List<Integer> places = near(points, random.nextInt(units.size()), 3 + random.nextInt(8));
      double[] reached = tree.reached(floor);
      grow(name, places, places.stream().mapToDouble(i -> reached[i]).toArray());
      step.advance(1, String.format(Locale.ROOT, "%.2f %% below -Oz", 100 * Gains.mean(tree.reached(floor))));
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
