package dev.assay.train.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The two heads over an embedding; the same for PQ-BERT and for what it is compared with. */
final class Heads {
  private final Parameters parameters;

  Heads(Parameters parameters, int width, int hidden, int passes) {
    this.parameters = parameters;
    parameters.linear("best_pass.hidden", width, hidden);
    parameters.linear("best_pass.out", hidden, passes);
    parameters.linear("oz.hidden", width, hidden);
    parameters.linear("oz.out", hidden, 1);
  }

  /** For each pass a score; softmax makes probabilities of it. [N, passes]. */
  Tensor passScores(Tensor embedding) {
    return linear(torch.gelu(linear(embedding, "best_pass.hidden")), "best_pass.out");
  }

  /** The -Oz benefit. [N]. */
  Tensor ozBenefit(Tensor embedding) {
    return linear(torch.gelu(linear(embedding, "oz.hidden")), "oz.out").squeeze(-1);
  }

  private Tensor linear(Tensor x, String name) {
    return torch.linear(x, parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }
}
