/**
 * From spectra to what models are trained on: codebooks, codes, labels.
 *
 * <p>Knows neither LLVM nor PyTorch.
 */
package dev.assay.train.data;
