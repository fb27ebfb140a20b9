package dev.assay.lsp.protocol;

import java.util.List;

/**
 * A tuned file in words. Plain text in English.
 *
 * @param summary a sentence: how small the file became, and by what
 * @param how in a few words, for example {@code library oz-3}
 * @param notes sentences about it: what was tested, what was not tried, what came to nothing
 */
public record TunedFileText(String summary, String how, List<String> notes) {}
