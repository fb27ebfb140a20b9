/**
 * What is known of the terminal, and laying text out on it: widths, columns, colours, the progress bar, figures.
 *
 * <p>Nothing here knows what the text is about.
 */
package dev.assay.cli.terminal;
