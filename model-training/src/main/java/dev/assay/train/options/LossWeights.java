package dev.assay.train.options;

/**
 * What each loss of the heads weighs; the cross entropy of the best pass weighs 1. Immutable.
 *
 * @param ranking of the ranking loss
 * @param oz of the -Oz error
 * @param contrast of the contrastive loss
 */
public record LossWeights(double ranking, double oz, double contrast) {}
