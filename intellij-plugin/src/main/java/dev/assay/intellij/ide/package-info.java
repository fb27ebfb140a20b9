/**
 * What every feature of the plugin needs of the IDE: positions, files, notifications, waiting. Each package below this
 * one is one feature, a thin layer over {@code dev.assay.intellij.core}; this package depends on none of them.
 */
package dev.assay.intellij.ide;
