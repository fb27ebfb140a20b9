/** Tells the server which documents are open, how they change, and which files change on disk. */
package dev.assay.intellij.ide.documents;
