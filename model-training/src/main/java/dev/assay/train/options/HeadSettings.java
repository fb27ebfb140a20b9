package dev.assay.train.options;

/**
 * How to train the heads. Immutable.
 *
 * @param frozenEpochs epochs with the encoder as it is
 * @param epochs epochs of everything
 * @param batch units a step
 * @param headRate the highest learning rate of the first stage
 * @param rate the highest learning rate of the second stage
 * @param weightDecay AdamW's
 * @param losses what each loss weighs
 * @param seed of every random choice
 */
public record HeadSettings(int frozenEpochs, int epochs, int batch, double headRate, double rate, double weightDecay,
    LossWeights losses, long seed) {}
