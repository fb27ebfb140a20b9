package dev.assay.intellij.core.protocol;

/**
 * How the server is: the parameters of {@code assay/status}.
 *
 * @param health {@code ok}, {@code warning} or {@code error}
 * @param quiescent whether nothing is being read or measured
 * @param message a sentence for the user; null where there is nothing to say
 * @param device what predictions are computed on; null while nothing is predicted
 * @param index how the index is; null where there is none
 * @param text all of that in words, ready to be shown
 */
public record ServerStatus(String health, boolean quiescent, String message, String device, IndexStatus index,
    StatusText text) {}
