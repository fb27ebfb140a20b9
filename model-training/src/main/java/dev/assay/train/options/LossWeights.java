package dev.assay.train.options;

/**
 * What each loss of the heads weighs; the cross entropy of the best pass weighs 1. Immutable.
 *
 * @param ranking of the ranking loss
 * @param oz of the -Oz error
 * @param contrast of the contrastive loss
 * @param ties how much of the best pass's loss, 0 to 1, takes every pass for right that leaves as few; the rest takes
 *     only the one with the lowest index
 */
public record LossWeights(double ranking, double oz, double contrast, double ties) {}
