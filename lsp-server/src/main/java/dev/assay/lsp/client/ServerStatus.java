package dev.assay.lsp.client;

/**
 * How the server is, in the manner of rust-analyzer's {@code experimental/serverStatus}.
 *
 * @param health {@code ok}; {@code warning}: works, but not fully; {@code error}: nothing can be measured
 * @param quiescent whether nothing is being read or measured
 * @param message a sentence for the user where the health is not {@code ok}; null otherwise, as the protocol has it
 * @param device what predictions are computed on, for example {@code cpu}; null while nothing is predicted
 * @param index how the index is; null where the server has none at all
 */
public record ServerStatus(String health, boolean quiescent, String message, String device, IndexStatus index) {}
