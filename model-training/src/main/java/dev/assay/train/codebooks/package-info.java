/**
 * {@code assay train codebooks}: from spectra to codebooks, and every unit's codes.
 *
 * <p>Knows neither LLVM nor PyTorch.
 */
package dev.assay.train.codebooks;
