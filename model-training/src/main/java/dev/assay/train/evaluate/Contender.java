package dev.assay.train.evaluate;

import dev.assay.train.predict.Predictions;

/**
 * A way to predict, and what it predicts for the test units.
 *
 * @param name as tables show it
 * @param predictions for each test unit
 * @param neighbours for each test unit the commonest best pass of its nearest training units; empty
 *     where that is not asked
 */
record Contender(String name, Predictions predictions, int[] neighbours) {}
