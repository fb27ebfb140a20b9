package dev.assay.intellij.core.protocol;

/**
 * How often chance does as well.
 *
 * @param share the share of random pairs that are as similar
 * @param pairs how many random pairs that is based on
 * @param strength -log10 of the share
 */
public record Significance(double share, long pairs, double strength) {}
