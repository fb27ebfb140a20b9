package dev.assay.source;

/**
 * A name somewhere in a text.
 *
 * @param name without sigil, quotes and escapes
 * @param span where it is, with sigil and quotes
 */
public record NamePlace(String name, Span span) {}
