package dev.assay.train.encoder;

import dev.assay.feature.Feature;
import dev.assay.train.data.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What is the same function or module in several states, ordered by how large it is when optimised: neighbours in this
 * order are the hard ones to tell apart. Immutable.
 */
final class Identities {
  private final List<int[]> members;

  private Identities(List<int[]> members) {
    this.members = members;
  }

  /** Those of the units at these places. */
  static Identities of(TrainingSet set, int[] places) {
    Map<String, List<Integer>> byIdentity = new TreeMap<>();
    for (int place : places) {
      byIdentity.computeIfAbsent(set.get(place).origin().identity(), k -> new ArrayList<>()).add(place);
    }
    List<int[]> members = new ArrayList<>(
        byIdentity.values().stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray()).toList());
    members.sort(Comparator.comparingInt(group -> size(set.get(group[0]))));
    return new Identities(members);
  }

  /** What is left of a unit by the row that leaves least. */
  private static int size(TrainingSet.Sample sample) {
    int least = sample.instructions();
    for (int p = 0; p < sample.probes().length; p++) {
      if (!sample.isMissing(p)) {
        least = Math.min(least, sample.after(p, Feature.TOTAL_INSTS.ordinal()));
      }
    }
    return least;
  }

  /** How many there are. */
  int count() {
    return members.size();
  }

  /**
   * Two units of each of some identities: those asked for, and for each of them others of about the same size.
   *
   * @param anchors identities, 0 to {@link #count} - 1
   * @param near how many others for each
   * @param within how far away in the order of sizes these may be
   * @return units, the two of an identity next to each other; twice the same where there is but one
   */
  int[] pairs(int[] anchors, int near, int within, Random random) {
    boolean[] taken = new boolean[members.size()];
    List<Integer> chosen = new ArrayList<>();
    for (int anchor : anchors) {
      take(anchor, taken, chosen);
      for (int k = 0; k < near; k++) {
        int other = anchor - within + random.nextInt(2 * within + 1);
        take(Math.max(0, Math.min(members.size() - 1, other)), taken, chosen);
      }
    }
    int[] pairs = new int[2 * chosen.size()];
    for (int i = 0; i < chosen.size(); i++) {
      int[] group = members.get(chosen.get(i));
      int first = random.nextInt(group.length);
      int second = group.length == 1 ? first : (first + 1 + random.nextInt(group.length - 1)) % group.length;
      pairs[2 * i] = group[first];
      pairs[2 * i + 1] = group[second];
    }
    return pairs;
  }

  private static void take(int identity, boolean[] taken, List<Integer> chosen) {
    if (!taken[identity]) {
      taken[identity] = true;
      chosen.add(identity);
    }
  }

  @Override
  public String toString() {
    return members.size() + " identities of " + members.stream().mapToInt(group -> group.length).sum() + " units, "
        + Arrays.toString(members.stream().mapToInt(group -> group.length).sorted().distinct().toArray());
  }
}
