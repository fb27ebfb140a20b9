/** How what the server answers is written for the user. Values in, text out; nothing is sent and nothing is kept. */
package dev.assay.intellij.core.view;
