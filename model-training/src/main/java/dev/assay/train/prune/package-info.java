/**
 * {@code assay train prune}: takes probes out of what was trained with them.
 *
 * <p>Knows where a probe's row stands in codes and weights, and nothing of how they were made.
 */
package dev.assay.train.prune;
