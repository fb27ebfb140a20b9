package dev.assay.sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sequences of a request, merged where they begin alike.
 *
 * <p>An edge is a piece of a pipeline that is run as one; see {@link AnalysisHistory} for why it is not always a single
 * pass.
 */
public final class SequenceTrie {
  /** Passes that by definition change nothing: placeholders for passes that LLVM 20 no longer has. */
  private static final List<String> PLACEHOLDERS =
      List.of("no-op-module", "no-op-function", "function(no-op-function)");

  private final Node root = new Node(0, 0);

  /** Merges sequences that have been cut into pieces; a row is a sequence's index. */
  public SequenceTrie(List<List<String>> sequences) {
    for (int row = 0; row < sequences.size(); row++) {
      int sample = row;
      Node node = root;
      for (String piece : sequences.get(row)) {
        int depth = node.depth + 1;
        node = node.children.computeIfAbsent(piece, p -> new Node(sample, depth));
      }
      node.rows.add(row);
    }
  }

  /** Where every sequence starts. */
  public Node root() {
    return root;
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
