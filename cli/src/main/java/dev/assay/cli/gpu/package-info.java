/**
 * {@code assay gpu}: whether the encoder runs on a GPU here, and if not, what is missing.
 *
 * <p>Looking for libraries and opening the encoder belong to {@code dev.assay.encoder}; here is what is asked in which
 * order, and how it is told.
 */
package dev.assay.cli.gpu;
