package dev.assay.train.probes;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.train.measure.Measurer;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What every sequence of a pool leaves of every unit that is searched on. Kept in shards as it is measured, so that a
 * killed search goes on where it was.
 */
final class PoolMeasurements {
  private static final int UNITS_PER_SHARD = 20;

  private final int[][] rows;
  private final int[][] counts;
  private final float[][][] logs;
  private final float[][] before;

  /**
   * What was measured.
   *
   * @param before log(1 + count) of each feature of each unit
   */
  PoolMeasurements(List<float[]> before, List<PoolRow> measured) {
    this.before = before.toArray(float[][]::new);
    rows = new int[measured.size()][];
    counts = new int[measured.size()][];
    logs = new float[measured.size()][][];
    for (int i = 0; i < rows.length; i++) {
      PoolRow row = measured.get(i);
      rows[i] = row.rows().stream().mapToInt(Integer::intValue).toArray();
      int states = row.states().size() / Feature.COUNT;
      logs[i] = new float[states][Feature.COUNT];
      int[] instructions = new int[states];
      for (int state = 0; state < states; state++) {
        int[] features = row.states().subList(state * Feature.COUNT, (state + 1) * Feature.COUNT).stream()
            .mapToInt(Integer::intValue).toArray();
        instructions[state] = FeatureVector.of(features).instructionCount();
        for (int j = 0; j < Feature.COUNT; j++) {
          logs[i][state][j] = (float) Math.log1p(features[j]);
        }
      }
      counts[i] = new int[rows[i].length];
      for (int s = 0; s < rows[i].length; s++) {
        counts[i][s] = rows[i][s] < 0 ? Measurer.MISSING : instructions[rows[i][s]];
      }
    }
  }

  /** What was measured of units. */
  static PoolMeasurements of(List<Unit> units, List<PoolRow> measured) {
    return new PoolMeasurements(units.stream().map(PoolMeasurements::logs).toList(), measured);
  }

  private static float[] logs(Unit unit) {
    float[] logs = new float[Feature.COUNT];
    for (int j = 0; j < logs.length; j++) {
      logs[j] = (float) Math.log1p(unit.observation().features().get(j));
    }
    return logs;
  }

  /** Measures what is not in the folder yet, in an order that does not matter for what comes out. */
  static PoolMeasurements of(Path folder, Measurer measurer, List<Unit> units, List<List<Pass>> pool)
      throws IOException {
    List<List<String>> pipelines = pool.stream().map(Scorer::pipelines).toList();
    CRC32 crc = new CRC32();
    crc.update(pipelines.toString().getBytes(StandardCharsets.UTF_8));
    units.forEach(unit -> crc.update(unit.hash().getBytes(StandardCharsets.UTF_8)));
    Shards<PoolRow> shards = new Shards<>(folder.resolve(String.format("pool-%08x", crc.getValue())), PoolRow.class);
    shards.removeHalves();
    List<PoolRow> measured = new ArrayList<>();
    Progress step = new Progress(System.err, "probes, pool of " + pool.size(), "units", units.size(),
        Math.min(units.size(), shards.count() * UNITS_PER_SHARD));
    for (int shard = 0; shard * UNITS_PER_SHARD < units.size(); shard++) {
      List<Unit> some = units.subList(shard * UNITS_PER_SHARD, Math.min(units.size(), (shard + 1) * UNITS_PER_SHARD));
      if (!shards.has(shard)) {
        List<List<Outcome>> outcomes = measurer.measure(some, pipelines);
        List<PoolRow> own = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
          own.add(PoolRow.of(some.get(i).hash(), outcomes.get(i)));
        }
        shards.write(shard, own, Map.of("assay.step", "probes"));
        step.advance(some.size(), "");
      }
      measured.addAll(shards.read(shard));
    }
    return of(units, measured);
  }

  /** How many units there are. */
  int units() {
    return rows.length;
  }

  /** Instructions that a sequence leaves of a unit; {@link Measurer#MISSING} where that is not known. */
  int count(int unit, int sequence) {
    return counts[unit][sequence];
  }

  /** Which of a unit's states a sequence leads to: equal numbers are equal feature vectors; -1 where not known. */
  int state(int unit, int sequence) {
    return rows[unit][sequence];
  }

  /** How many different states there are of a unit. */
  int states(int unit) {
    return logs[unit].length;
  }

  /** log(1 + count) of each feature in a state; not to be changed. */
  float[] logs(int unit, int state) {
    return logs[unit][state];
  }

  /** log(1 + count) of each feature of the unit itself; not to be changed. */
  float[] before(int unit) {
    return before[unit];
  }
}
