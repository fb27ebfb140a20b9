/**
 * The plugin as the IDE sees it: a thin layer over {@code dev.assay.intellij.core}. Each package here is one
 * feature.
 */
package dev.assay.intellij.ide;
