/**
 * How figures are written for people: numbers in, text out.
 *
 * <p>Pure, and without any choice of medium, so that hovers and the command line write a figure alike. Layout,
 * Markdown and colours do not belong here.
 */
package dev.assay.workspace.wording;
