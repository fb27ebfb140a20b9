/**
 * Which files of a folder are sources: shared by the command line and the language server.
 *
 * <p>Nothing here reads what is in them. What a file's extension means is {@code dev.assay.source.FileKind}'s to say.
 */
package dev.assay.workspace.files;
