package dev.assay.intellij.core.protocol;

import org.eclipse.lsp4j.Range;

/**
 * Where a function is.
 *
 * @param name its name in the IR
 * @param uri its file
 * @param range its lines; null where unknown
 */
public record Place(String name, String uri, Range range) {}
