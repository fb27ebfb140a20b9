package dev.assay.lsp.protocol;

import org.eclipse.lsp4j.Range;

/**
 * The function that was asked about.
 *
 * @param name its name in the IR
 * @param uri its file
 * @param range its lines, where they are known
 * @param instructions how many IR instructions it has
 */
public record AskedFunction(String name, String uri, @MayBeAbsent Range range, int instructions) {}
