/**
 * {@code assay embed} and {@code assay features}: units as numbers (embeddings, spectra, feature vectors).
 *
 * <p>Nothing is measured here; the engine's advisor probes and predicts.
 */
package dev.assay.cli.embed;
