package dev.assay.cli.bench;

import dev.assay.bundle.Bundle;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Times the probe runner and the reference in turn, on the same units, in the same run.
 *
 * <p>The reference's time for many units is the sum of what it reports for each: its start and its reading of files
 * are not held against it. Ours is wall time with all workers busy, from bitcode in memory to the last row.
 */
final class ProbeBench {
  static final int SMALL_INSTRUCTIONS = 300;

  private final ProbeRunner runner;
  private final Bundle bundle;
  private final List<Unit> units;
  private final NaiveProber naive;
  private final int threads;
  private final Cancellation cancellation;

  /**
   * A bench.
   *
   * @param threads how many units are in flight at a time
   */
  ProbeBench(ProbeRunner runner, Bundle bundle, List<Unit> units, NaiveProber naive, int threads,
      Cancellation cancellation) {
    this.runner = runner;
    this.bundle = bundle;
    this.units = List.copyOf(units);
    this.naive = naive;
    this.threads = threads;
    this.cancellation = cancellation;
  }

  /** One unit's medians, in milliseconds. */
  record UnitTimes(double naiveMillis, double oursMillis) {}

  /** Medians for several units together; ours once side by side and once one after the other, in milliseconds. */
  record Total(int units, double naiveMillis, double oursMillis, double oursAloneMillis) {}

  /**
   * What came of it.
   *
   * @param times by unit
   * @param small units under {@value #SMALL_INSTRUCTIONS} instructions together
   * @param all all units together
   * @param differences where counts differ, in words
   */
  record Result(List<UnitTimes> times, Total small, Total all, List<String> differences) {}

  /** What one round took, by unit or for a group of units. */
  private static final class Rounds {
    final List<List<Double>> naive = new ArrayList<>();
    final List<List<Double>> alone = new ArrayList<>();
    final List<Double> small = new ArrayList<>();
    final List<Double> all = new ArrayList<>();
  }

  /** Runs a round for warming up, and then as many as asked for. */
  Result run(int repeat) throws IOException {
    List<Integer> everything = IntStream.range(0, units.size()).boxed().toList();
    List<Integer> small =
        everything.stream().filter(i -> units.get(i).instructionCount() < SMALL_INSTRUCTIONS).toList();
    Rounds rounds = new Rounds();
    List<String> differences = List.of();
    for (int round = 0; round <= repeat; round++) {
      List<NaiveProber.Answer> answers = naive.run();
      List<Double> alone = new ArrayList<>();
      List<List<Outcome>> outcomes = new ArrayList<>();
      for (int i : everything) {
        long start = System.nanoTime();
        outcomes.add(probe(i));
        alone.add(millisSince(start));
      }
      double smallMillis = together(small);
      double allMillis = small.size() == units.size() ? smallMillis : together(everything);
      if (round == 0) {
        differences = differences(answers, outcomes);
        continue;
      }
      rounds.naive.add(answers.stream().map(NaiveProber.Answer::milliseconds).toList());
      rounds.alone.add(alone);
      rounds.small.add(smallMillis);
      rounds.all.add(allMillis);
    }
    List<UnitTimes> times = everything.stream()
        .map(i -> new UnitTimes(median(rounds.naive, List.of(i)), median(rounds.alone, List.of(i)))).toList();
    return new Result(times, total(rounds, small, rounds.small), total(rounds, everything, rounds.all), differences);
  }

  private List<Outcome> probe(int unit) {
    return runner.run(units.get(unit), bundle.probes().sequences(), cancellation);
  }

  private double together(List<Integer> which) {
    long start = System.nanoTime();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Outcome>>> running = which.stream().map(i -> executor.submit(() -> probe(i))).toList();
      Waiting.results(running, cancellation);
    }
    return millisSince(start);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private List<String> differences(List<NaiveProber.Answer> answers, List<List<Outcome>> outcomes) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      NaiveProber.Answer answer = answers.get(i);
      if (answer.instructions() != unit.instructionCount()) {
        differences.add(unit.name() + ": the reference counts " + answer.instructions() + " instructions as given, we "
            + unit.instructionCount());
      }
      for (int row = 0; row < outcomes.get(i).size(); row++) {
        String theirs = row < answer.after().size() ? Integer.toString(answer.after().get(row)) : "nothing";
        String ours = switch (outcomes.get(i).get(row)) {
          case Outcome.Measured measured -> Integer.toString(measured.observation().instructionCount());
          case Outcome.Missing missing -> "nothing (" + missing.detail() + ")";
        };
        if (!theirs.equals(ours)) {
          differences.add(unit.name() + ", probe " + row + ": the reference counts " + theirs + ", we " + ours);
        }
      }
    }
    return differences;
  }

  private static Total total(Rounds rounds, List<Integer> which, List<Double> together) {
    return new Total(which.size(), median(rounds.naive, which), median(together), median(rounds.alone, which));
  }

  /** The median of the sums of some units. */
  private static double median(List<List<Double>> rounds, List<Integer> which) {
    return median(rounds.stream().map(round -> which.stream().mapToDouble(round::get).sum()).toList());
  }

  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
