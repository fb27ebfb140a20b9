/** LLVM IR and C as far as an editor needs them: file types, words and colours. */
package dev.assay.intellij.ide.language;
