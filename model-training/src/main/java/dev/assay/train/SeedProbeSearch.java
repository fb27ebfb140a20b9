package dev.assay.train;

import dev.assay.feature.FeatureVector;
import dev.assay.ir.Unit;
import dev.assay.pool.Cancellation;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Searches P pass sequences by divisive clustering.
 *
 * <p>All units start together, with an empty sequence. The sequence is extended by the passes that save most on the units
 * at hand, then the units are divided in two by how they look now, and each half goes on for itself; so sequences share
 * their beginnings, which is what makes a whole set cheap to run. Where units can no longer be divided, the halves differ by
 * the passes that they may use, so that the set shows many different reactions. A pass is charged for the time it takes.
 * Every random choice comes from one seed.
 */
final class SeedProbeSearch {
  private static final String PADDING = "barrier";
  private static final double LEAST_GAIN = 2e-4;
  private static final int LONGEST = 16;
  private static final int PASSES_BETWEEN_DIVISIONS = 1;
  private static final int SAMPLED_UNITS = 12;
  private static final int SAMPLED_PASSES = 48;

  /** What a pass must save, as a share of all instructions, for taking as long as one {@code default<Oz>}. */
  private static final double CHARGE_PER_OZ = 0.02;

  private final ProbeRunner runner;
  private final List<Unit> units;
  private final Random random;
  private final Consumer<String> log;
  private final List<Pass> candidates;
  private final Map<Pass, Double> charges = new HashMap<>();
  private final Set<List<String>> found = new HashSet<>();
  private final List<List<String>> probes = new ArrayList<>();
  private int wanted;

  SeedProbeSearch(ProbeRunner runner, List<Unit> units, long seed, Consumer<String> log) {
    this.runner = runner;
    this.units = units;
    this.random = new Random(seed);
    this.log = log;
    Map<String, Pass> distinct = new LinkedHashMap<>(); // several names of LLVM 10 are one pass now
    PassCatalogue.standard().passes().stream().filter(Pass::isSuggestable)
        .forEach(pass -> distinct.putIfAbsent(pass.pipeline(), pass));
    this.candidates = List.copyOf(distinct.values());
  }

  /** Finds {@code count} different sequences, filled up to {@code length} with a pass that does nothing. */
  List<List<String>> find(int count, int length) {
    wanted = count;
    measureCharges();
    divide(units, List.of(), count, new HashSet<>());
    List<List<String>> padded = new ArrayList<>();
    for (List<String> probe : probes) {
      List<String> full = new ArrayList<>(probe);
      while (full.size() < length) {
        full.add(PADDING);
      }
      padded.add(full);
    }
    return padded;
  }

  /** Times each pass against -Oz on the same units; of three runs the fastest, since machines are noisy. */
  private void measureCharges() {
    List<Unit> sample = sample(units, SAMPLED_UNITS);
    double oz = fastest(sample, "default<Oz>");
    for (Pass pass : candidates) {
      charges.put(pass, CHARGE_PER_OZ * Math.max(0, fastest(sample, pass.pipeline())) / oz);
    }
  }

  private double fastest(List<Unit> sample, String pipeline) {
    long fastest = Long.MAX_VALUE;
    for (int repeat = 0; repeat < 3; repeat++) {
      long start = System.nanoTime();
      sample.forEach(unit -> run(unit, List.of(List.of("function(no-op-function)"), List.of(pipeline))));
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }

  private void divide(List<Unit> group, List<Pass> prefix, int budget, Set<Pass> forbidden) {
    if (budget == 1) {
      emit(group, prefix, forbidden);
      return;
    }
    List<Pass> longer = extend(group, prefix, PASSES_BETWEEN_DIVISIONS, forbidden);
    int half = budget / 2;
    if (longer.size() == prefix.size() || group.size() < 2) {
      // Nothing more to gain or to divide: the second half must go another way.
      Set<Pass> others = new HashSet<>(forbidden);
      extend(group, prefix, 1, forbidden).stream().skip(prefix.size()).forEach(others::add);
      candidates.stream().filter(pass -> random.nextInt(4) == 0).forEach(others::add);
      divide(group, longer, budget - half, forbidden);
      divide(group, prefix, half, others);
      return;
    }
    List<List<Unit>> halves = cluster(group, longer);
    int first = Math.max(1, Math.min(budget - 1, budget * halves.get(0).size() / group.size()));
    divide(halves.get(0), longer, first, forbidden);
    divide(halves.get(1), longer, budget - first, forbidden);
  }

  private void emit(List<Unit> group, List<Pass> prefix, Set<Pass> forbidden) {
    List<Pass> sequence = extend(group, prefix, LONGEST, forbidden);
    List<String> names = new ArrayList<>(sequence.stream().map(Pass::name).toList());
    while (!found.add(List.copyOf(names))) {
      names.add(candidates.get(random.nextInt(candidates.size())).name());
    }
    probes.add(names);
    log.accept(probes.size() + "/" + wanted + " " + String.join(",", names));
  }

  /** Adds, one by one, the pass that saves most on the group, until there is none or {@code most} have been added. */
  private List<Pass> extend(List<Unit> group, List<Pass> prefix, int most, Set<Pass> forbidden) {
    List<Pass> sequence = new ArrayList<>(prefix);
    List<Unit> sample = sample(group, SAMPLED_UNITS);
    for (int added = 0; added < most && sequence.size() < LONGEST; added++) {
      List<Pass> tried = new ArrayList<>(candidates);
      tried.removeAll(forbidden);
      Collections.shuffle(tried, random);
      tried = tried.subList(0, Math.min(SAMPLED_PASSES, tried.size()));
      double[] gains = gains(sample, sequence, tried);
      int best = 0;
      for (int i = 1; i < gains.length; i++) {
        best = gains[i] > gains[best] ? i : best;
      }
      if (gains.length == 0 || gains[best] < LEAST_GAIN) {
        break;
      }
      sequence.add(tried.get(best));
    }
    return sequence;
  }

  /** For each pass the mean share of the original instructions that it saves behind the sequence, less its charge. */
  private double[] gains(List<Unit> sample, List<Pass> sequence, List<Pass> tried) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(pipelines(sequence));
    for (Pass pass : tried) {
      List<String> row = new ArrayList<>(pipelines(sequence));
      row.add(pass.pipeline());
      rows.add(row);
    }
    double[] gains = new double[tried.size()];
    for (Unit unit : sample) {
      List<Outcome> outcomes = run(unit, rows);
      double before = count(outcomes.get(0), unit.instructionCount());
      for (int i = 0; i < gains.length; i++) {
        gains[i] += (before - count(outcomes.get(i + 1), Integer.MAX_VALUE / 2)) / unit.instructionCount();
      }
    }
    for (int i = 0; i < gains.length; i++) {
      gains[i] = gains[i] / sample.size() - charges.get(tried.get(i));
    }
    return gains;
  }

  /** Two-means over the logarithms of the features behind the sequence. */
  private List<List<Unit>> cluster(List<Unit> group, List<Pass> sequence) {
    List<double[]> points = new ArrayList<>();
    for (Unit unit : group) {
      FeatureVector features = run(unit, List.of(pipelines(sequence))).get(0) instanceof Outcome.Measured measured
          ? measured.observation().features() : unit.observation().features();
      double[] point = new double[features.toArray().length];
      for (int i = 0; i < point.length; i++) {
        point[i] = Math.log1p(features.get(i));
      }
      points.add(point);
    }
    int[] side = TwoMeans.divide(points, random);
    List<List<Unit>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < side.length; i++) {
      halves.get(side[i]).add(group.get(i));
    }
    return halves;
  }

  private List<Unit> sample(List<Unit> from, int most) {
    List<Unit> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }

  private List<Outcome> run(Unit unit, List<List<String>> rows) {
    return runner.run(unit, rows, (row, outcome) -> {
    }, Cancellation.never());
  }

  private static List<String> pipelines(List<Pass> passes) {
    return passes.stream().map(Pass::pipeline).toList();
  }

  private static double count(Outcome outcome, int otherwise) {
    return outcome instanceof Outcome.Measured measured ? measured.observation().instructionCount() : otherwise;
  }
}
