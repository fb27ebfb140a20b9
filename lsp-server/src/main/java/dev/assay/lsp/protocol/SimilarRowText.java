package dev.assay.lsp.protocol;

import java.util.List;

/**
 * A row of similar functions in words, so that figures read the same in every client. Plain text in English.
 *
 * @param similarity the cosine, for example {@code 0.912}
 * @param chance how often chance does as well, for example {@code 1 in 290}, where it is known
 * @param gains what was measured, for example {@code -Oz -57 % · best -60 %}, where anything was
 * @param details lines for a tooltip: everything that is known of the row but its name and places
 */
public record SimilarRowText(String similarity, @MayBeAbsent String chance, @MayBeAbsent String gains,
    List<String> details) {}
