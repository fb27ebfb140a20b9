package dev.assay.intellij.core.protocol;

import java.util.List;

/**
 * The answer of {@code assay.compare}.
 *
 * @param left the function that was asked about
 * @param right the other one
 * @param similarity the cosine of the embeddings; null without an encoder
 * @param similarityText the same as it is shown; null without an encoder
 * @param reactions the reactions that differ most
 */
public record Comparison(Side left, Side right, Double similarity, String similarityText,
    List<ReactionPair> reactions) {}
