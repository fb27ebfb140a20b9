package dev.assay.probe;

import java.util.List;

/**
 * The probes of a bundle: P pass sequences of the same length L.
 *
 * @param passes the length L of each sequence
 * @param probes the probes; a probe is known by its index in this list
 * @param sequences every probe's sequence, in order
 */
public record ProbeSet(int passes, List<Probe> probes, List<List<String>> sequences) {
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
  }

  /** A set of probes that are all of the given length. */
  public ProbeSet(int passes, List<Probe> probes) {
    this(passes, List.copyOf(probes), probes.stream().map(Probe::sequence).toList());
  }

  /** Checks that all sequences are of the length. */
  public ProbeSet {
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
