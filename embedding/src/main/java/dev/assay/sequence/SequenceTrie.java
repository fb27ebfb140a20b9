package dev.assay.sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sequences of a request, merged where they begin alike, without the passes that do nothing.
 *
 * <p>An edge is a piece of a pipeline that is run as one; see {@link AnalysisHistory} for why it is not always a single
 * pass.
 */
public final class SequenceTrie {
  /** Passes that by definition change nothing: placeholders for passes that LLVM 20 no longer has. */
  private static final List<String> PLACEHOLDERS =
      List.of("no-op-module", "no-op-function", "function(no-op-function)");

  private final Node root = new Node(0, 0);
  private final long passes;

  /** Merges the sequences; a row is a sequence's index. */
  public SequenceTrie(List<List<String>> sequences) {
    long count = 0;
    for (int row = 0; row < sequences.size(); row++) {
      List<String> sequence = sequences.get(row);
      count += sequence.size();
      Node node = root;
      for (String piece : pieces(sequence)) {
        int depth = node.depth + 1;
        int sample = row;
        node = node.children.computeIfAbsent(piece, p -> new Node(sample, depth));
      }
      node.rows.add(row);
    }
    this.passes = count;
  }

  /** Where every sequence starts. */
  public Node root() {
    return root;
  }

  /** How many passes all sequences have together. */
  public long passes() {
    return passes;
  }

  /** A sequence as it is run: without placeholders, cut into pieces that must stay whole. */
  public static List<String> pieces(List<String> sequence) {
    return AnalysisHistory.pieces(sequence.stream().filter(pass -> !PLACEHOLDERS.contains(pass)).toList());
  }

  /** A place that some sequences reach: which end there, and how others go on. */
  public static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final List<Integer> rows = new ArrayList<>();
    private final int sampleRow;
    private final int depth;

    private Node(int sampleRow, int depth) {
      this.sampleRow = sampleRow;
      this.depth = depth;
    }

    /** The pieces that lead on, and where to. */
    public Map<String, Node> children() {
      return children;
    }

    /** The rows whose sequence ends here. */
    public List<Integer> rows() {
      return rows;
    }

    /** One of the rows that come through here. */
    public int sampleRow() {
      return sampleRow;
    }

    /** How many pieces lie between the start and here. */
    public int depth() {
      return depth;
    }

    /** Whether exactly one way leads on and nothing ends here, so that stopping here is of no use. */
    public boolean isMereWay() {
      return rows.isEmpty() && children.size() == 1;
    }
  }
}
