/**
 * PQ-BERT, run: codes in, embedding and predictions out. The only package that knows ONNX Runtime.
 *
 * <p>Probing and quantising come before it; what predictions are shown beside belongs to {@code dev.assay.advice}.
 */
package dev.assay.encoder;
