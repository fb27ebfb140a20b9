/**
 * Trained weights on their way out: named tensors in safetensors files, and the ONNX graph that the library runs.
 *
 * <p>Knows PQ-BERT's architecture and no training. What training learns, it hands over as a map of names and tensors.
 */
package dev.assay.train.export;
