package dev.assay.lsp.protocol;

import com.google.gson.annotations.JsonAdapter;

/**
 * The answer to {@code assay.status}: what a bug report needs.
 *
 * @param version the server's
 * @param bundle the id of the bundle, once the engine is there
 * @param encoder whether the bundle has an encoder, so that there are predictions and an index
 * @param device what predictions are computed on, {@code cpu} or {@code cuda}, where anything is predicted
 * @param llvm the version of LLVM, once the engine is there
 * @param workers how many worker processes there may be
 * @param health whether everything works
 * @param message a sentence for the user where the health is not {@code ok}
 * @param index how the index is
 * @param text all of that in words, ready to be shown
 */
public record FullStatus(String version, @MayBeAbsent String bundle, boolean encoder, @MayBeAbsent String device,
    @MayBeAbsent String llvm, int workers, @JsonAdapter(Words.class) ServerStatus.Health health,
    @MayBeAbsent String message, IndexStatus index, StatusText text) {}
