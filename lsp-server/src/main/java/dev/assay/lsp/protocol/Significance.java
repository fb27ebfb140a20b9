package dev.assay.lsp.protocol;

/**
 * How often chance does as well.
 *
 * @param share the share of random pairs of the index that are at least as similar, from 0 to 1
 * @param pairs how many random pairs that is based on
 * @param strength -log10 of the share, at most what so many pairs can tell
 */
public record Significance(double share, long pairs, double strength) {}
