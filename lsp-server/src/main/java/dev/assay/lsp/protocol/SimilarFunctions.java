package dev.assay.lsp.protocol;

import java.util.List;

/**
 * The answer to {@code assay.findSimilar}.
 *
 * @param function what was asked about
 * @param rows what was found, the most similar first; functions with the same IR are one row
 * @param indexed how many functions the index has
 * @param note why there is not more, where there is something to say
 */
public record SimilarFunctions(AskedFunction function, List<SimilarRow> rows, long indexed, @MayBeAbsent String note) {}
