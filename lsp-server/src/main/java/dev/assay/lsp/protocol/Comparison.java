package dev.assay.lsp.protocol;

import java.util.List;

/**
 * The answer to {@code assay.compare}.
 *
 * @param left the function on the left
 * @param right the function on the right
 * @param similarity the cosine of the embeddings, from -1 to 1, where there is an encoder
 * @param similarityText the same as it is shown, for example {@code 0.912}
 * @param reactions the reactions that differ most, the greatest difference first, at most 20
 */
public record Comparison(Side left, Side right, @MayBeAbsent Double similarity, @MayBeAbsent String similarityText,
    List<ReactionPair> reactions) {}
