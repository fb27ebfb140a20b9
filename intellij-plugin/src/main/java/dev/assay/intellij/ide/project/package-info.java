/**
 * One server for each project, and what the IDE does with its notifications. Features depend on this package, never
 * the other way round: they follow {@link dev.assay.intellij.ide.project.AssayEvents}.
 */
package dev.assay.intellij.ide.project;
