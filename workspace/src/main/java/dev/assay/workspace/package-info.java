/**
 * A user's project, shared by the command line and the language server: {@code files} (which files are sources),
 * {@code commands} (how they are compiled), {@code indexing} (keeping an index true to them) and {@code wording} (how
 * figures are said). Knows neither LSP nor terminals.
 */
package dev.assay.workspace;
