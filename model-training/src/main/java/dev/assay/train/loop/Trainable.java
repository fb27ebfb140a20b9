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
   * @return the loss before the step
   */
  double step(int[] places, double rate, Random random);

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
