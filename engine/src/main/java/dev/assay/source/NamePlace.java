package dev.assay.source;

/**
 * A name that stands somewhere in a text.
 *
 * @param name without sigil, quotes and escapes
 * @param span where it stands, with sigil and quotes
 */
public record NamePlace(String name, Span span) {}
