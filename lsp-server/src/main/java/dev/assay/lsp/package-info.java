/**
 * The language server's shell: start and end, capabilities, settings, logging, status, and the path that messages take.
 *
 * <p>{@link dev.assay.lsp.ServerMain} starts it, {@link dev.assay.lsp.AssayLanguageServer} puts it together. The work
 * is done elsewhere: texts in {@code text}, reading and measuring in {@code analysis}, hovers in {@code hover}.
 * Handlers here only take note and return, since they run on the thread that reads messages.
 */
package dev.assay.lsp;
