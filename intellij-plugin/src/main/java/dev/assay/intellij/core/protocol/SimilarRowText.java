package dev.assay.intellij.core.protocol;

import java.util.List;

/**
 * A row in words, ready to be shown.
 *
 * @param similarity the cosine
 * @param chance how often chance does as well; null where unknown
 * @param gains what was measured; null where nothing was
 * @param details lines for a tooltip
 */
public record SimilarRowText(String similarity, String chance, String gains, List<String> details) {}
