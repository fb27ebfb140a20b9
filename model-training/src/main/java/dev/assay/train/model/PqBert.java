package dev.assay.train.model;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * PQ-BERT (section "Encoder" of the paper): the sub-embeddings of a probe's codes side by side, plus a position,
 * through a Transformer encoder with layer norms first; heads for the masked codes; a pooling that both averages and
 * knows which probe said what; and the heads for best pass and -Oz benefit. It knows codes alone, as the paper has it;
 * what ships is {@link SpectrumEncoder}.
 *
 * <p>Not thread-safe. Whoever calls it frees what it returns, by a {@code PointerScope} around each step.
 */
public final class PqBert {
  private final ModelShape shape;
  private final Parameters parameters;
  private final TransformerLayers layers;
  private final Heads heads;
  private final Tensor offsets;
  private final Compute compute;

  /** A model with random weights. */
  public PqBert(ModelShape shape, long seed, Compute compute) {
    this.shape = shape;
    this.compute = compute;
    this.parameters = new Parameters(seed, compute);
    this.layers = new TransformerLayers(shape, parameters);
    int width = shape.width();
    // Codes are sorted, so that near ones mean about the same (data.Quantiser); the embedding need not find that out.
    parameters.curves("code_embedding.weight", shape.books(), shape.centroids() + 1, width / shape.books());
    parameters.weight("position.weight", shape.probes(), width);
    TransformerLayers.add(shape, parameters);
    for (int m = 0; m < shape.books(); m++) {
      parameters.linear("mlm." + m, width, shape.centroids());
    }
    parameters.linear("pool.mean", width, width);
    parameters.linear("pool.squeeze", width, shape.squeeze());
    parameters.linear("pool.mix", shape.probes() * shape.squeeze(), width);
    parameters.norm("pool.norm", width);
    this.heads = new Heads(parameters, width, shape.hidden(), shape.passes());
    long[] starts = new long[shape.books()];
    for (int m = 0; m < starts.length; m++) {
      starts[m] = (long) m * (shape.centroids() + 1);
    }
    this.offsets = compute.tensor(starts, 1, 1, shape.books());
  }

  /** Its sizes. */
  public ModelShape shape() {
    return shape;
  }

  /** What is trained. */
  public Parameters parameters() {
    return parameters;
  }

  /** Where it computes. */
  public Compute compute() {
    return compute;
  }

  /**
   * The encoder's output for each probe.
   *
   * @param codes int64 [N, P, M]
   * @return float32 [N, P, width]
   */
  public Tensor encode(Tensor codes) {
    return encode(codes, parameters.get("position.weight"));
  }

  /**
   * The encoder's output for some of the probes, as if there were no others.
   *
   * @param codes int64 [N, R, M]
   * @param probes which probes these are, R of them
   * @return float32 [N, R, width]
   */
  public Tensor encode(Tensor codes, long[] probes) {
    return encode(codes, parameters.get("position.weight").index_select(0, compute.tensor(probes, probes.length)));
  }

  private Tensor encode(Tensor codes, Tensor positions) {
    Tensor table = parameters.get("code_embedding.weight").view(-1, shape.width() / shape.books());
    Tensor x =
        torch.embedding(table, codes.add(offsets)).reshape(codes.size(0), codes.size(1), shape.width()).add(positions);
    return layers.through(x);
  }

  /** What a code of a book is, for each row of {@code encoded} [R, width]: scores [R, centroids]. */
  public Tensor codeScores(Tensor encoded, int book) {
    return layers.linear(encoded, "mlm." + book);
  }

  /**
   * The embedding.
   *
   * @param encoded [N, P, width]
   * @param present float32 [N, P, 1], 0 where a row is missing, else 1
   * @return [N, width]
   */
  public Tensor pool(Tensor encoded, Tensor present) {
    Tensor mean = encoded.mul(present).sum(1).div(present.sum(1).clamp_min(new org.bytedeco.pytorch.Scalar(1.0)));
    Tensor squeezed = layers.full(encoded, "pool.squeeze").mul(present).reshape(encoded.size(0), -1);
    return layers.norm(layers.full(mean, "pool.mean").add(layers.full(squeezed, "pool.mix")), "pool.norm");
  }

  /**
   * Moves all embeddings by the same, so that what was {@code mean} becomes zero; predictions stay as they are. Around
   * their own mean, cosines say more: what all units have in common does not count.
   */
  @SuppressWarnings("try") // scopes and guards act by being open
  public void centre(float[] mean) {
    try (NoGradGuard guard = new NoGradGuard(); PointerScope scope = new PointerScope()) {
      Tensor shift = compute.tensor(mean, mean.length);
      parameters.get("pool.norm.bias").sub_(shift);
      for (String head : List.of("best_pass.hidden", "oz.hidden")) {
        parameters.get(head + ".bias").add_(parameters.get(head + ".weight").matmul(shift));
      }
    }
  }

  /** For each pass a score; softmax makes probabilities of it. [N, passes]. */
  public Tensor passScores(Tensor embedding) {
    return heads.passScores(embedding);
  }

  /** The -Oz benefit. [N]. */
  public Tensor ozBenefit(Tensor embedding) {
    return heads.ozBenefit(embedding);
  }
}
