package dev.assay.lsp.protocol;

import org.eclipse.lsp4j.Range;

/**
 * The function that was asked about.
 *
 * @param name its name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri its file
 * @param range its lines, where they are known
 * @param instructions how many IR instructions it has
 */
public record AskedFunction(String name, String displayName, String uri, @MayBeAbsent Range range, int instructions) {}
