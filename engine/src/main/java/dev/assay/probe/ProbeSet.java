package dev.assay.probe;

import java.util.List;

/**
 * The probes of a bundle: P pass sequences of the same length L.
 *
 * @param passes the length L of each sequence
 * @param probes the probes; a probe is known by its index in this list
 * @param sequences every probe's sequence, in order
 * @param core how many of the first probes are the core, which suffices for search and a first answer
 */
public record ProbeSet(int passes, List<Probe> probes, List<List<String>> sequences, int core) {
  /** How many probes are the core where a bundle does not say. */
  public static final int USUAL_CORE = 12;

  /**
   * One probe.
   *
   * @param index its place in the set, counted from 0
   * @param passes what it applies, in order
   */
  public record Probe(int index, List<Pass> passes) {
    /** Copies the list. */
    public Probe {
      passes = List.copyOf(passes);
    }

    /** The passes in {@code opt -passes=} spelling, one an element. */
    public List<String> sequence() {
      return passes.stream().map(Pass::pipeline).toList();
    }

    /** The whole sequence as one {@code opt -passes=} text. */
    public String pipeline() {
      return String.join(",", sequence());
    }

    /** Whether what it does may be suggested: none of its passes has a caution, but for those that only fill it up. */
    public boolean isSuggestable() {
      return passes.stream().allMatch(pass -> pass.isSuggestable() || pass.isPlaceholder());
    }
  }

  /** A set of probes that are all of the given length, with a usual core. */
  public ProbeSet(int passes, List<Probe> probes) {
    this(passes, probes, Math.min(USUAL_CORE, probes.size()));
  }

  /** A set of probes that are all of the given length. */
  public ProbeSet(int passes, List<Probe> probes, int core) {
    this(passes, List.copyOf(probes), probes.stream().map(Probe::sequence).toList(), core);
  }

  /** Checks that all sequences are of the length, and that there is a core. */
  public ProbeSet {
    if (core > probes.size() || core < Math.min(1, probes.size())) {
      throw new IllegalArgumentException("a core of " + core + " of " + probes.size() + " probes");
    }
    for (int i = 0; i < probes.size(); i++) {
      if (probes.get(i).index() != i || probes.get(i).passes().size() != passes) {
        throw new IllegalArgumentException("probe " + i + " has index " + probes.get(i).index() + " and "
            + probes.get(i).passes().size() + " passes instead of " + passes);
      }
    }
  }

  /** How many probes there are. */
  public int size() {
    return probes.size();
  }
}
