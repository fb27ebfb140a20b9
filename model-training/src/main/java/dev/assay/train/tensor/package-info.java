/** Named arrays of floats, and their files (safetensors). Knows neither PyTorch nor ONNX. */
package dev.assay.train.tensor;
