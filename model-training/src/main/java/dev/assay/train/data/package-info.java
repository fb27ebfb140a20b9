/**
 * The table of codes and labels that models are trained on, on disk and in memory.
 *
 * <p>Made by {@code codebooks}, read by every step after it. Knows neither LLVM nor PyTorch.
 */
package dev.assay.train.data;
