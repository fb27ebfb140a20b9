package dev.assay.intellij.core.protocol;

import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.Range;

/**
 * The answer of {@code assay.findSimilar}.
 *
 * @param function what was asked about
 * @param rows what was found, the most similar first
 * @param indexed how many functions the index has
 * @param note why there is not more; null where there is nothing to say
 */
public record SimilarFunctions(Asked function, List<Row> rows, long indexed, String note) {
  /** No rows are an empty list. */
  public SimilarFunctions {
    rows = rows == null ? List.of() : rows.stream().filter(Objects::nonNull).toList();
  }

  /**
   * What was asked about.
   *
   * @param name its name in the IR
   * @param uri its file
   * @param range its name's place; null where unknown
   * @param instructions how many it has
   */
  public record Asked(String name, String uri, Range range, int instructions) {}

  /**
   * A function that was found. What is not known is null.
   *
   * @param similarity the cosine of the embeddings
   * @param significance how often chance does as well
   * @param count how many functions with this IR there are
   * @param ozGain what -Oz gains, measured, as a fraction of 1
   * @param bestPipeline the best pipeline that was found, measured
   */
  public record Row(String name, String uri, Range range, String language, int instructions, double similarity,
      Significance significance, int count, Double ozGain, Pipeline bestPipeline) {}

  /**
   * How often chance does as well.
   *
   * @param share the share of random pairs that are as similar
   * @param pairs how many random pairs that is based on
   */
  public record Significance(double share, long pairs) {}

  /**
   * A pipeline and what it does, measured.
   *
   * @param passes its text
   * @param instructions how many instructions it leaves
   * @param gain what it gains, as a fraction of 1
   */
  public record Pipeline(String passes, int instructions, double gain) {}
}
