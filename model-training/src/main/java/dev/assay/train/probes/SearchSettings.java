package dev.assay.train.probes;

/**
 * How to search.
 *
 * @param probes P, how many sequences the set has
 * @param singles how many of them are single passes
 * @param groups how many groups of units to search on after the clusters
 * @param rounds by how many passes, or pairs of them, a sequence grows at most on one group
 * @param beam how many sequences are extended in a round
 * @param chargePerPass what a pass must gain, as a share of -Oz's instructions
 * @param seed of every random choice
 */
record SearchSettings(int probes, int singles, int groups, int rounds, int beam, double chargePerPass, long seed) {}
