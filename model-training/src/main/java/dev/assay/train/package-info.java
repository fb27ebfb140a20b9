/**
 * Makes what a bundle holds: so far the probes, found by search on a corpus.
 *
 * <p>May use everything of the embedding library; nothing depends on it at run time.
 */
package dev.assay.train;
