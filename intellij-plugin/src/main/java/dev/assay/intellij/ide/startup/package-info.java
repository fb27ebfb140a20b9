/**
 * Puts the plugin together for a project that is opened: the one place that knows every feature which has to follow a
 * project from its beginning. No feature may depend on it.
 */
package dev.assay.intellij.ide.startup;
