package dev.assay.train.probes;

import dev.assay.probe.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sequences of a pool leave of one unit.
 *
 * @param hash the unit's hash
 * @param rows for each sequence, which of {@code states} it leads to; -1 where missing
 * @param states the different feature vectors, 56 numbers each
 */
record PoolRow(String hash, List<Integer> rows, List<Integer> states) {
  static PoolRow of(String hash, List<Outcome> outcomes) {
    Map<List<Integer>, Integer> known = new LinkedHashMap<>();
    List<Integer> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Measured measured) {
        List<Integer> counts = new ArrayList<>();
        for (int count : measured.observation().features().toArray()) {
          counts.add(count);
        }
        rows.add(known.computeIfAbsent(counts, c -> known.size()));
      } else {
        rows.add(-1);
      }
    }
    List<Integer> states = new ArrayList<>();
    known.keySet().forEach(states::addAll);
    return new PoolRow(hash, rows, states);
  }
}
