/**
 * The command that tunes a file, and its answer in words.
 *
 * <p>How a file is tuned is the business of {@code dev.assay.tune}; what came of it is kept by {@code analysis}.
 * Hovers, lenses and actions say it in packages of their own.
 */
package dev.assay.lsp.tuning;
