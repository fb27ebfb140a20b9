package dev.assay.train.options;

/**
 * How to pretrain. Immutable.
 *
 * @param epochs how often every unit is seen
 * @param batch units a step
 * @param rate the highest learning rate
 * @param probeShare which share of the probes, drawn again for each step, a step sees: a step over half of them takes
 *     half the time and teaches about as much
 * @param seed of every random choice
 * @param halfLinear whether linear layers compute in bfloat16
 */
public record PretrainSettings(int epochs, int batch, double rate, double probeShare, long seed, boolean halfLinear) {}
