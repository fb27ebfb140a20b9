/**
 * PQ-BERT and what it is compared with, in PyTorch: parameters, forward pass, optimiser.
 *
 * <p>Losses and loops are in {@code pretrain}, {@code heads} and {@code loop}. Knows nothing of files, nor of how codes
 * are made.
 */
package dev.assay.train.model;
