/**
 * {@code assay train labels}: what each of the 124 passes and -Oz leave of every unit, which is what models learn to
 * predict.
 */
package dev.assay.train.labels;
