/** The settings and their page. */
package dev.assay.intellij.ide.settings;
