package dev.assay.lsp.protocol;

import org.eclipse.lsp4j.Range;

/**
 * Where a function is.
 *
 * @param name its name in the IR
 * @param uri its file
 * @param range its lines, where they are known
 */
public record Place(String name, String uri, @MayBeAbsent Range range) {}
