package dev.assay.train.options;

/**
 * How to train the encoder that ships. Immutable.
 *
 * @param steps how many steps
 * @param batch units a step
 * @param core how many rows, the first, have to do alone
 * @param rate the highest learning rate
 * @param weightDecay AdamW's
 * @param losses what each loss of the predictions weighs
 * @param seed of every random choice
 */
public record EncoderSettings(int steps, int batch, int core, double rate, double weightDecay, LossWeights losses,
    long seed) {}
