package dev.assay.intellij.core.protocol;

import java.util.List;

/**
 * How one feature reacts to one probe in two functions.
 *
 * @param probe the index of the probe
 * @param passes its passes
 * @param feature the name of the feature
 * @param left log(1 + after) - log(1 + before) of the function on the left
 * @param right the same of the function on the right
 */
public record ReactionPair(int probe, List<String> passes, String feature, double left, double right) {}
