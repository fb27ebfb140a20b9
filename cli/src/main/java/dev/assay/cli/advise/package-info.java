/**
 * {@code assay advise}: advice for units as blocks, as a table, or as JSON lines.
 *
 * <p>How figures are worded for every medium is {@code dev.assay.workspace.wording}; here is only their layout.
 */
package dev.assay.cli.advise;
