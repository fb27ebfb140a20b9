package dev.assay.train.probes;

/**
 * How to search.
 *
 * @param clusters how many clusters of units to search on
 * @param groups how many groups of units to search on after the clusters
 * @param rounds by how many passes, or pairs of them, a sequence grows at most on one group
 * @param beam how many sequences are extended in a round
 * @param chargePerPass what a pass must gain, as a share of -Oz's instructions
 * @param seed of every random choice
 */
record SearchSettings(int clusters, int groups, int rounds, int beam, double chargePerPass, long seed) {}
