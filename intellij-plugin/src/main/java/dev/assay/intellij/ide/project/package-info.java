/** One server for each project, and what the IDE does with what it says unasked. */
package dev.assay.intellij.ide.project;
