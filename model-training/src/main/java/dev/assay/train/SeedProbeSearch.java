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
 * <p>All units start together, with an empty sequence. The sequence is extended by the passes that save most on the
 * units at hand, then the units are divided in two by how they look now, and each half goes on for itself; so
 * sequences share their beginnings, which is what makes a whole set cheap to run. Where units can no longer be
 * divided, the halves differ by the passes that they may use and by how much of the beginning they keep, so that the
 * set shows many different reactions. A pass is charged for being run. Every random choice comes from one seed.
 */
final class SeedProbeSearch {
  private static final String PADDING = "barrier";
  private static final double LEAST_GAIN = 2e-4;
  private static final int LONGEST = 24;
  private static final int PASSES_BETWEEN_DIVISIONS = 1;
  private static final int SAMPLED_UNITS = 10;
  private static final int LEAF_UNITS = 2;
  private static final int SAMPLED_PASSES = 64;
  private static final int TRIED_PAIRS = 96;
  private static final int TRIED_INSERTIONS = 96;
  private static final int POLISHING_ROUNDS = 8;

  /**
   * What a pass must save, as a share of all instructions, for being run at all. Not its time: that is never the same.
   */
  private static final double CHARGE_PER_PASS = 2e-4;

  private final ProbeRunner runner;
  private final List<Unit> units;
  private final Random random;
  private final Consumer<String> log;
  private final List<Pass> candidates;
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
      divide(group, prefix.subList(0, random.nextInt(prefix.size() + 1)), half, others);
      return;
    }
    List<List<Unit>> halves = cluster(group, longer);
    int first = Math.max(1, Math.min(budget - 1, budget * halves.get(0).size() / group.size()));
    divide(halves.get(0), longer, first, forbidden);
    divide(halves.get(1), longer, budget - first, forbidden);
  }

  private void emit(List<Unit> group, List<Pass> prefix, Set<Pass> forbidden) {
    List<Unit> sample = sample(group, LEAF_UNITS);
    List<Pass> sequence = polish(sample, extend(sample, prefix, LONGEST, forbidden), prefix.size(), forbidden);
    List<String> names = new ArrayList<>(sequence.stream().map(Pass::name).toList());
    while (!found.add(List.copyOf(names))) {
      names.add(candidates.get(random.nextInt(candidates.size())).name());
    }
    probes.add(names);
    log.accept(probes.size() + "/" + wanted + " " + String.join(",", names));
  }

  /** Adds, one by one, what saves most on the group, until there is nothing or {@code most} steps have been taken. */
  private List<Pass> extend(List<Unit> group, List<Pass> prefix, int most, Set<Pass> forbidden) {
    List<Pass> longer = prefix;
    List<Unit> sample = sample(group, SAMPLED_UNITS);
    List<Pass> allowed = new ArrayList<>(candidates);
    allowed.removeAll(forbidden);
    for (int added = 0; added < most && longer.size() < LONGEST; added++) {
      List<Pass> sequence = longer;
      Collections.shuffle(allowed, random);
      int samples = group.size() <= LEAF_UNITS ? allowed.size() : Math.min(SAMPLED_PASSES, allowed.size());
      List<Pass> tried = allowed.subList(0, samples);
      List<Pass> best = best(sample, sequence, tried.stream().map(pass -> with(sequence, List.of(pass))).toList());
      if (best.isEmpty()) {
        best = best(sample, sequence, pairs(allowed).stream().map(pair -> with(sequence, pair)).toList());
      }
      if (best.isEmpty()) {
        break;
      }
      longer = best;
    }
    return longer;
  }

  private static List<Pass> with(List<Pass> sequence, List<Pass> more) {
    List<Pass> longer = new ArrayList<>(sequence);
    longer.addAll(more);
    return longer;
  }

  /** Inserts passes behind the shared beginning while that saves something: what greedy extension cannot see. */
  private List<Pass> polish(List<Unit> sample, List<Pass> found, int shared, Set<Pass> forbidden) {
    List<Pass> allowed = new ArrayList<>(candidates);
    allowed.removeAll(forbidden);
    List<Pass> sequence = found;
    for (int round = 0; round < POLISHING_ROUNDS && sequence.size() < LONGEST && !allowed.isEmpty(); round++) {
      List<List<Pass>> variants = new ArrayList<>();
      for (int i = 0; i < TRIED_INSERTIONS; i++) {
        List<Pass> variant = new ArrayList<>(sequence);
        int at = shared + random.nextInt(sequence.size() - shared + 1);
        variant.add(at, allowed.get(random.nextInt(allowed.size())));
        variant.addAll(at + 1 + random.nextInt(variant.size() - at),
            List.of(allowed.get(random.nextInt(allowed.size()))));
        variants.add(variant);
      }
      List<Pass> better = best(sample, sequence, variants);
      if (better.isEmpty()) {
        break;
      }
      sequence = better;
    }
    return sequence;
  }

  /** Many passes save nothing themselves and make another pass able to: random pairs find some of these. */
  private List<List<Pass>> pairs(List<Pass> allowed) {
    List<List<Pass>> pairs = new ArrayList<>();
    for (int i = 0; i < TRIED_PAIRS && !allowed.isEmpty(); i++) {
      pairs.add(List.of(allowed.get(random.nextInt(allowed.size())), allowed.get(random.nextInt(allowed.size()))));
    }
    return pairs;
  }

  /**
   * Of several sequences the one that saves most over a base: the mean share of the original instructions, less the
   * charge for what it has more. Empty when none saves enough.
   */
  private List<Pass> best(List<Unit> sample, List<Pass> base, List<List<Pass>> others) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(pipelines(base));
    others.forEach(other -> rows.add(pipelines(other)));
    double[] gains = new double[others.size()];
    for (Unit unit : sample) {
      List<Outcome> outcomes = run(unit, rows);
      double before = count(outcomes.get(0), unit.instructionCount());
      for (int i = 0; i < gains.length; i++) {
        gains[i] += (before - count(outcomes.get(i + 1), Integer.MAX_VALUE / 2)) / unit.instructionCount();
      }
    }
    List<Pass> best = List.of();
    double most = LEAST_GAIN;
    for (int i = 0; i < gains.length; i++) {
      double gain = gains[i] / sample.size() - charge(others.get(i)) + charge(base);
      if (gain > most) {
        most = gain;
        best = others.get(i);
      }
    }
    return best;
  }

  private double charge(List<Pass> sequence) {
    return CHARGE_PER_PASS * sequence.size();
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
