/**
 * The text of open documents: edits, positions, and where the functions in it are.
 *
 * <p>Pure values. Nothing here knows the protocol's messages beyond its idea of a position (line and UTF-16 offset),
 * and nothing here compiles: finding functions is a reading of the text, good enough to say what the cursor is on.
 */
package dev.assay.lsp.text;
