/** How what the server answers is written for the user. Values in, text out. */
package dev.assay.intellij.core.view;
