/** The tool window with a tuned file: how small each of its functions became, and by which flags. */
package dev.assay.intellij.ide.tuning;
