package dev.assay.train.model;

import dev.assay.train.loop.Trainable;
import dev.assay.train.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;

/** Training of parameters by {@link AdamW}: what a checkpoint keeps of both. What a step's loss is, subclasses say. */
@SuppressWarnings("try") // guards act by being open
public abstract class ParameterTraining implements Trainable {
  private final Parameters parameters;
  private final AdamW optimiser;
  /** Of the losses since they were last asked for; where the model is, so that no step has to wait for its loss. */
  private final org.bytedeco.pytorch.Tensor sum;
  private int summed;

  /**
   * Of some of a model's parameters.
   *
   * @param trained their names; all parameters are kept in checkpoints
   */
  protected ParameterTraining(Parameters parameters, List<String> trained, double weightDecay) {
    this.parameters = parameters;
    this.optimiser = new AdamW(parameters, trained, weightDecay);
    this.sum = parameters.compute().tensor(new float[1], 1);
  }

  /** Moves the parameters against the gradient of a loss. */
  protected final void learn(org.bytedeco.pytorch.Tensor loss, double rate) {
    loss.backward();
    optimiser.step(rate);
    try (NoGradGuard guard = new NoGradGuard()) {
      sum.add_(loss.detach());
    }
    summed++;
  }

  @Override
  public final double meanLoss() {
    double mean = sum.item_float() / (double) summed;
    sum.zero_();
    summed = 0;
    return mean;
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
