package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.sequence.SequenceTrie;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sequences cost in addition to others that begin alike, in units of a usual pass. Not by a clock, which never
 * says the same twice, but by what was seen once: on functions of 80 to 500 instructions one run of the Attributor
 * takes as long as a dozen others, and -Oz as 43; most are within a factor of three of each other. What may not be
 * cut is not shared either ({@link SequenceTrie#pieces}).
 */
final class PassCost {
  /** What a run of -Oz costs. */
  static final int OZ = 43;

  private static final Map<String, Integer> DEAR = Map.ofEntries(Map.entry("attributor", 12), Map.entry("O1", 30),
      Map.entry("O2", 52), Map.entry("O3", 55), Map.entry("Os", 50), Map.entry("Oz", OZ), Map.entry("inline-all", 8),
      Map.entry("structurizecfg", 3), Map.entry("attributor-light", 3));

  private final Set<List<String>> beginnings = new HashSet<>();

  /** From now on the sequence is there to be shared. */
  void share(List<Pass> sequence) {
    List<String> pieces = pieces(sequence);
    for (int length = 1; length <= pieces.size(); length++) {
      beginnings.add(List.copyOf(pieces.subList(0, length)));
    }
  }

  /** What the sequence costs in addition to those that are there. */
  int added(List<Pass> sequence) {
    List<String> pieces = pieces(sequence);
    int shared = 0;
    while (shared < pieces.size() && beginnings.contains(pieces.subList(0, shared + 1))) {
      shared++;
    }
    int first = 0;
    for (String piece : pieces.subList(0, shared)) {
      first += passesIn(piece, sequence.subList(first, sequence.size()));
    }
    return sequence.subList(first, sequence.size()).stream().mapToInt(pass -> DEAR.getOrDefault(pass.name(), 1)).sum();
  }

  private static int passesIn(String piece, List<Pass> from) {
    List<String> joined = new ArrayList<>();
    do {
      joined.add(from.get(joined.size()).pipeline());
    } while (!String.join(",", joined).equals(piece));
    return joined.size();
  }

  private static List<String> pieces(List<Pass> sequence) {
    return SequenceTrie.pieces(Scorer.pipelines(sequence));
  }
}
