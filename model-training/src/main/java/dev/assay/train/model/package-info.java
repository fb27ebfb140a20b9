/**
 * PQ-BERT in PyTorch: its parameters, its forward pass, its losses and its training loop.
 *
 * <p>Knows nothing of files but checkpoints, nor of how codes are made.
 */
package dev.assay.train.model;
