/** The server's problems as annotations in the editor. */
package dev.assay.intellij.ide.annotation;
