package dev.assay.train.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * What PQ-BERT is compared with: plain features through two layers to an embedding of the same width, and the same
 * heads. Not thread-safe.
 */
public final class FeatureModel {
  private static final double EPSILON = 1e-5;

  private final Parameters parameters;
  private final Heads heads;
  private final int width;

  /** A model with random weights over {@code inputs} features. */
  public FeatureModel(int inputs, ModelShape shape, long seed, Compute compute) {
    this.width = shape.width();
    this.parameters = new Parameters(seed, compute);
    parameters.linear("trunk.hidden", inputs, shape.hidden());
    parameters.linear("trunk.out", shape.hidden(), width);
    parameters.norm("trunk.norm", width);
    this.heads = new Heads(parameters, width, shape.hidden(), shape.passes());
  }

  /** What is trained. */
  public Parameters parameters() {
    return parameters;
  }

  /** The embedding of features, float32 [N, inputs]. */
  public Tensor embed(Tensor features) {
    Tensor x = linear(torch.gelu(linear(features, "trunk.hidden")), "trunk.out");
    return torch.layer_norm(x, new long[]{width}, new TensorOptional(parameters.get("trunk.norm.weight")),
        new TensorOptional(parameters.get("trunk.norm.bias")), EPSILON, false);
  }

  /** For each pass a score. */
  public Tensor passScores(Tensor embedding) {
    return heads.passScores(embedding);
  }

  /** The -Oz benefit. */
  public Tensor ozBenefit(Tensor embedding) {
    return heads.ozBenefit(embedding);
  }

  private Tensor linear(Tensor x, String name) {
    return torch.linear(x, parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }
}
