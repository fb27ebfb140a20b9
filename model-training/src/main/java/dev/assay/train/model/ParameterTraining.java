package dev.assay.train.model;

import dev.assay.train.loop.Trainable;
import dev.assay.train.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Training of parameters by {@link AdamW}: what a checkpoint keeps of both. What a step does is for subclasses. */
public abstract class ParameterTraining implements Trainable {
  private final Parameters parameters;
  private final AdamW optimiser;

  /**
   * Of some of a model's parameters.
   *
   * @param trained their names; all parameters are kept in checkpoints
   */
  protected ParameterTraining(Parameters parameters, List<String> trained, double weightDecay) {
    this.parameters = parameters;
    this.optimiser = new AdamW(parameters, trained, weightDecay);
  }

  /** What moves the parameters. */
  protected final AdamW optimiser() {
    return optimiser;
  }

  @Override
  public final Map<String, Tensor> weights() {
    return parameters.values();
  }

  @Override
  public final void loadWeights(Map<String, Tensor> tensors) {
    parameters.load(tensors);
  }

  @Override
  public final Map<String, Tensor> optimiserState() {
    return optimiser.state();
  }

  @Override
  public final void loadOptimiserState(Map<String, Tensor> tensors) {
    optimiser.load(tensors);
  }
}
