package dev.assay.lsp.protocol;

/**
 * The answer to a command that has nothing else to say.
 *
 * @param message a sentence for the user
 */
public record Acknowledgement(String message) {}
