package dev.assay.lsp.protocol;

import java.util.List;

/**
 * A probe and what came of it.
 *
 * @param index counted from 0
 * @param passes its passes, without those that only fill it up
 * @param instructions how many instructions it leaves, where it was measured
 * @param missing why it was not measured, where it was not
 */
public record ProbeRow(int index, List<String> passes, @MayBeAbsent Integer instructions,
    @MayBeAbsent String missing) {}
