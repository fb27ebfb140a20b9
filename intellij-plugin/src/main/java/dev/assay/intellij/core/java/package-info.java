/** Finds the JDK that runs the server, which is newer than the one that runs the IDE. Depends on nothing else here. */
package dev.assay.intellij.core.java;
