/**
 * Predictors, what they predict of units, and how good that is.
 *
 * <p>Does not train: {@code pretrain} and {@code heads} do.
 */
package dev.assay.train.predict;
