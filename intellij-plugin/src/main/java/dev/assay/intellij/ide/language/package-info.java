/** LLVM IR and C as far as an editor needs them: file types, tokens and colours. Nothing here asks the server. */
package dev.assay.intellij.ide.language;
