/**
 * The settings and their page. Who uses them is told by {@link dev.assay.intellij.ide.settings.SettingsListener}; no
 * server and no project is known here.
 */
package dev.assay.intellij.ide.settings;
