package dev.assay.intellij.core.protocol;

import java.util.List;
import java.util.Objects;

/**
 * The answer of {@code assay.findSimilar}.
 *
 * @param function what was asked about
 * @param rows what was found, the most similar first
 * @param indexed how many functions the index has
 * @param note why there is not more; null where there is nothing to say
 */
public record SimilarFunctions(AskedFunction function, List<SimilarRow> rows, long indexed, String note) {
  /** No rows are an empty list. */
  public SimilarFunctions {
    rows = rows == null ? List.of() : rows.stream().filter(Objects::nonNull).toList();
  }
}
