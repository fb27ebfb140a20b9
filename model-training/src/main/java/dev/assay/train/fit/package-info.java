/**
 * Training loops: masked codes, then best pass and -Oz benefit; checkpoints, curves, and what a model is measured by.
 */
package dev.assay.train.fit;
