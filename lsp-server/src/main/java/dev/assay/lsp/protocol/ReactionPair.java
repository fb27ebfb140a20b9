package dev.assay.lsp.protocol;

import java.util.List;

/**
 * How one feature reacts to one probe in two functions: log(1 + after) - log(1 + before).
 *
 * @param probe the probe's index, counted from 0
 * @param passes the probe's passes, without those that only fill it up
 * @param feature the feature's name
 * @param left the reaction of the function on the left
 * @param right the reaction of the function on the right
 */
public record ReactionPair(int probe, List<String> passes, String feature, double left, double right) {}
