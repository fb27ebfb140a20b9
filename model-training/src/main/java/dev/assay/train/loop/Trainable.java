package dev.assay.train.loop;

import dev.assay.train.tensor.Tensor;
import java.util.Map;
import java.util.Random;

/** What a {@link TrainingLoop} trains: a model with its optimiser. For one thread. */
public interface Trainable {
  /**
   * Trains on some units.
   *
   * @param places the units
   * @param rate the learning rate
   * @param random for what training varies
   */
  void step(int[] places, double rate, Random random);

  /**
   * The mean loss of the steps since this was last asked, each before its step; not finite if one was not. A GPU has to
   * be waited for to know it, so it is not asked after every step.
   */
  double meanLoss();

  /** Measures the model on units that are not trained on. */
  Validation validate();

  /** Copies of the weights, by name. */
  Map<String, Tensor> weights();

  /** Takes over weights; others that are there do not matter. */
  void loadWeights(Map<String, Tensor> tensors);

  /** What the optimiser remembers, under names that no weight has. */
  Map<String, Tensor> optimiserState();

  /** Takes over what {@link #optimiserState} gave; others that are there do not matter. */
  void loadOptimiserState(Map<String, Tensor> tensors);
}
