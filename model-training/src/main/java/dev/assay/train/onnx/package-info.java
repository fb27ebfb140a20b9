/**
 * Weights as an ONNX graph: the model's forward pass, written down operator by operator.
 *
 * <p>Knows the names of PQ-BERT's tensors, and no PyTorch.
 */
package dev.assay.train.onnx;
