package dev.assay.train.options;

/**
 * How to train the encoder that ships. Immutable.
 *
 * @param steps how many steps
 * @param identities how many identities a step sees about, of each two units
 * @param core how many rows, the first, have to do alone
 * @param rate the highest learning rate
 * @param weightDecay AdamW's
 * @param contrast what finding weighs; the predictions together weigh 1
 * @param losses what each loss of the predictions weighs
 * @param seed of every random choice
 */
public record EncoderSettings(int steps, int identities, int core, double rate, double weightDecay, double contrast,
    LossWeights losses, long seed) {}
