/**
 * {@code assay train}: the steps that make a bundle, one package each, and the command that runs them in order.
 *
 * <p>May use everything of the embedding library; nothing depends on it at run time.
 */
package dev.assay.train;
