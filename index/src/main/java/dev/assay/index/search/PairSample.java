package dev.assay.index.search;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the pairs of a sample, and again when the sample changes. An edit changes a few functions of 2,048 at most, so
 * only the pairs of those are counted anew. Safe for use by several threads.
 */
public final class PairSample {
  private final int[][] counts = new int[PairDistribution.pairsOfBands()][PairDistribution.CLASSES];
  private final Map<String, SampledBody> members = new LinkedHashMap<>();
  private PairDistribution current = new PairDistribution(counts);

  /**
   * The distribution of the pairs of a sample; takes up to a third of a second the first time, then as long as there is
   * change.
   */
  public synchronized PairDistribution distribution(List<SampledBody> sample) {
    Set<SampledBody> wanted = new HashSet<>(sample);
    List<SampledBody> gone = members.values().stream().filter(member -> !wanted.contains(member)).toList();
    boolean isChanged = !gone.isEmpty();
    for (SampledBody body : gone) {
      members.remove(body.unitHash());
      count(body, -1);
    }
    for (SampledBody body : sample) {
      if (!members.containsKey(body.unitHash())) {
        count(body, 1);
        members.put(body.unitHash(), body);
        isChanged = true;
      }
    }
    if (isChanged) {
      current = new PairDistribution(counts);
    }
    return current;
  }

  private void count(SampledBody body, int change) {
    for (SampledBody member : members.values()) {
      int index = PairDistribution.index(body.band().ordinal(), member.band().ordinal());
      counts[index][PairDistribution.classOf(body.embedding().similarity(member.embedding()))] += change;
    }
  }
}
