package dev.assay.train.loop;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good a model is after an epoch. Immutable.
 *
 * @param figures for the curves, by name
 * @param summary for people
 * @param score one number to choose the best epoch by, larger is better; empty where the last epoch is the result
 */
public record Validation(Map<String, Double> figures, String summary, OptionalDouble score) {}
