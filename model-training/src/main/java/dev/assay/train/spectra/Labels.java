package dev.assay.train.spectra;

import java.util.List;

/**
 * What is to be predicted of a unit, measured.
 *
 * @param hash the unit's hash
 * @param passes IR instructions behind each of the 124 passes alone; -1 where a pass could not be run
 * @param oz IR instructions behind {@code default<Oz>}; -1 where that could not be run
 */
public record Labels(String hash, List<Integer> passes, int oz) {}
