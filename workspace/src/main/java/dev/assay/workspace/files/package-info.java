/**
 * Which files of a folder are sources: shared by the command line and the language server.
 *
 * <p>Nothing here reads what is in them.
 */
package dev.assay.workspace.files;
