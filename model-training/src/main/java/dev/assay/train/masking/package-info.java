/** Codes as the encoder's input, some of them masked: to be predicted, or because they are missing. */
package dev.assay.train.masking;
