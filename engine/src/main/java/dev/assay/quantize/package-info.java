/**
 * Product quantisation: a spectrum becomes P x 8 small numbers, the alphabet that the encoder reads.
 *
 * <p>Pure functions of spectra and codebooks. How codebooks are found belongs to training; what is made of codes to
 * {@code dev.assay.encoder}.
 */
package dev.assay.quantize;
