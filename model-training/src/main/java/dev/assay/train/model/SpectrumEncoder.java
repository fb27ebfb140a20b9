package dev.assay.train.model;

import dev.assay.feature.Feature;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The encoder that ships. It reads any of a spectrum's rows, each with its number, its codes and its exact reaction,
 * and the unit's own counts. Two things come of them. Discriminants, a weighted mean of a linear map of each row's
 * exact counts, say which function it is; they are computed, not trained. And a Transformer encoder with layer norms
 * first joins the rows to a state, from which best pass, -Oz benefit and a likeness are predicted, by which units are
 * near each other that the same passes help. The embedding is both. What a row has measured is not predicted: where a
 * row is a single pass, or -Oz, its exact count decides. The exported ONNX graph computes the same.
 *
 * <p>Rows that are missing have no influence whatever, as if they had not been given. Not thread-safe. Whoever calls it
 * frees what it returns, by a {@code PointerScope} around each step.
 */
public final class SpectrumEncoder {
  /** Each row's numbers: reaction and counts after it, both standardised, and which counts moved at all. */
  static final int ROW_PARTS = 3;
  private static final int FEATURES = 56;
  /** Where the number of instructions is among the features. */
  private static final int INSTRUCTIONS = Feature.TOTAL_INSTS.ordinal();
  private static final double FARTHEST = 8;
  private static final double MOVED = 16;
  private static final double NEVER = 1e9;
  /** How much less likely a pass is for each instruction that it is known to leave more than the best known. */
  private static final double PER_INSTRUCTION = 3;
  /** Enough to put equals in the order of their indices, and less than an instruction even for the last of them. */
  private static final double PER_INDEX = 0.01;
  private static final double MOST_EXTRA = 50;
  private static final float UNMEASURED = -4;
  /** How much of an embedding's square is likeness; more of it finds fewer functions. */
  private static final double LIKENESS = 0.1;

  private final ModelShape shape;
  private final Parameters parameters;
  private final TransformerLayers layers;
  private final Compute compute;
  private final Tensor offsets;
  private final Tensor order;
  private final Tensor none;

  /**
   * Some rows of some units; all of the units have the same rows.
   *
   * @param rows int64 [R], the rows' numbers
   * @param codes int64 [N, R, M]
   * @param reactions float32 [N, R, 56]
   * @param present float32 [N, R], 0 where a row is missing, else 1
   * @param counts float32 [N, 56], the logarithms of 1 + the unit's own counts
   */
  public record Batch(Tensor rows, Tensor codes, Tensor reactions, Tensor present, Tensor counts) {}

  /**
   * What comes of a batch.
   *
   * @param embedding [N, width], of length 1: which function it is, and a small part of likeness
   * @param likeness [N, width / 2], of length 1: near each other where the same passes help
   * @param passScores [N, passes]; softmax makes probabilities of it; the last is that no pass leaves fewer
   * @param ozBenefit [N]
   */
  public record Outputs(Tensor embedding, Tensor likeness, Tensor passScores, Tensor ozBenefit) {}

  /** A model with random weights. */
  public SpectrumEncoder(ModelShape shape, long seed, Compute compute) {
    this.shape = shape;
    this.compute = compute;
    this.parameters = new Parameters(seed, compute);
    this.layers = new TransformerLayers(shape, parameters);
    int width = shape.width();
    parameters.fixed("scale.counts.mean", new float[FEATURES], FEATURES);
    parameters.fixed("scale.counts.factor", ones(FEATURES), FEATURES);
    parameters.fixed("scale.reactions.factor", ones(FEATURES), FEATURES);
    parameters.fixed("known.passes", new float[shape.probes() * shape.passes()], shape.probes(), shape.passes());
    parameters.fixed("known.oz", new float[shape.probes()], shape.probes(), 1);
    parameters.curves("code_embedding.weight", shape.books(), shape.centroids() + 1, width / shape.books());
    parameters.weight("position.weight", shape.probes(), width);
    parameters.linear("row", ROW_PARTS * FEATURES, width);
    parameters.linear("unit", FEATURES, width);
    TransformerLayers.add(shape, parameters);
    int lines = shape.probes() + 1; // each row's, and the unit's own counts'
    parameters.fixed("find.rows.mean", new float[lines * FEATURES], lines, FEATURES);
    parameters.fixed("find.rows.weight", new float[lines * FEATURES * width / 2], lines, FEATURES, width / 2);
    parameters.fixed("find.rows.scale", new float[lines], lines);
    parameters.linear("like.hidden", width + 2, shape.hidden());
    parameters.linear("like.out", shape.hidden(), width / 2);
    parameters.linear("state.unit", width, width);
    parameters.linear("state.mean", width, width);
    parameters.norm("state.norm", width);
    parameters.linear("state.squeeze", width, shape.squeeze());
    parameters.keeping("state.raw.weight", ROW_PARTS * FEATURES, shape.squeeze(), ROW_PARTS * FEATURES);
    parameters.constant("state.raw.bias", 0, shape.squeeze());
    parameters.keeping("state.mix", 2 * shape.squeeze(), shape.probes(), 2L * shape.squeeze(), width);
    for (String head : new String[]{"best_pass.", "oz."}) {
      parameters.linear(head + "hidden", width + 2, shape.hidden());
    }
    parameters.linear("oz.out", shape.hidden(), 1);
    parameters.weight("best_pass.out.weight", shape.passes(), shape.hidden());
    // What rows have measured comes before what is only guessed, until the guesses have learned better.
    parameters.constant("best_pass.out.bias", UNMEASURED, shape.passes());
    long[] starts = new long[shape.books()];
    for (int m = 0; m < starts.length; m++) {
      starts[m] = (long) m * (shape.centroids() + 1);
    }
    this.offsets = compute.tensor(starts, 1, 1, shape.books());
    float[] places = new float[shape.passes()];
    float[] last = new float[shape.passes()];
    for (int p = 0; p < places.length; p++) {
      places[p] = (float) (-PER_INDEX * p);
    }
    places[places.length - 1] = (float) PER_INDEX; // none comes before all that leave as many
    last[last.length - 1] = 1;
    this.order = compute.tensor(places, 1, places.length);
    this.none = compute.tensor(last, 1, last.length);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Its sizes. */
  public ModelShape shape() {
    return shape;
  }

  /** What is trained, and the fixed numbers beside it. */
  public Parameters parameters() {
    return parameters;
  }

  /** Where it computes. */
  public Compute compute() {
    return compute;
  }

  /** Everything that it makes of some units. */
  public Outputs outputs(Batch batch) {
    Tensor numbers = numbers(batch);
    Tensor encoded = encode(batch, numbers);
    long rows = encoded.size(1) - 1;
    Tensor unit = encoded.narrow(1, 0, 1).squeeze(1);
    Tensor others = encoded.narrow(1, 1, rows);
    Tensor state = state(batch, numbers, unit, others);
    return predictions(batch, unitLength(discriminants(batch)), state);
  }

  private static Tensor unitLength(Tensor x) {
    return x.div(x.mul(x).sum(new long[]{1}, true, new ScalarTypeOptional()).add(new Scalar(1e-12)).sqrt());
  }

  /** The rows' numbers, standardised: [N, R, 3 x 56]. */
  private Tensor numbers(Batch batch) {
    Tensor after = batch.reactions.add(batch.counts.unsqueeze(1));
    return cat(-1, clamp(batch.reactions.mul(parameters.get("scale.reactions.factor")), FARTHEST), standardised(after),
        clamp(batch.reactions.mul(new Scalar(MOVED)), 1));
  }

  private Tensor standardised(Tensor logarithms) {
    return clamp(logarithms.sub(parameters.get("scale.counts.mean")).mul(parameters.get("scale.counts.factor")),
        FARTHEST);
  }

  /** The unit itself and its rows through all layers: [N, 1 + R, width]. */
  private Tensor encode(Batch batch, Tensor numbers) {
    long units = batch.codes.size(0);
    long rows = batch.codes.size(1);
    int width = shape.width();
    Tensor table = parameters.get("code_embedding.weight").view(-1, width / shape.books());
    Tensor x = torch.embedding(table, batch.codes.add(offsets)).reshape(units, rows, width)
        .add(layers.full(numbers, "row")).add(parameters.get("position.weight").index_select(0, batch.rows));
    x = cat(1, layers.full(standardised(batch.counts), "unit").unsqueeze(1), x);
    Tensor here = cat(1, torch.ones_like(batch.present.narrow(1, 0, 1)), batch.present);
    Tensor mask = here.sub(new Scalar(1.0)).mul(new Scalar(NEVER)).view(units, 1, 1, rows + 1);
    return layers.through(x, mask);
  }

  /** What the rows' exact counts, and the unit's own, say of which function it is: [N, width / 2], a weighted mean. */
  private Tensor discriminants(Batch batch) {
    Tensor own = batch.counts.unsqueeze(1);
    Tensor logarithms = cat(1, batch.reactions.add(own), own);
    Tensor places = cat(0, batch.rows, torch.full_like(batch.rows.narrow(0, 0, 1), new Scalar(shape.probes())));
    Tensor here = cat(1, batch.present, torch.ones_like(batch.present.narrow(1, 0, 1)));
    Tensor shares = parameters.get("find.rows.scale").index_select(0, places).exp().mul(here);
    shares = shares.div(shares.sum(new long[]{1}, true, new ScalarTypeOptional()));
    Tensor centred = logarithms.sub(parameters.get("find.rows.mean").index_select(0, places)).mul(shares.unsqueeze(2));
    Tensor weight = parameters.get("find.rows.weight").index_select(0, places).reshape(-1, shape.width() / 2);
    return centred.reshape(centred.size(0), -1).matmul(weight);
  }

  private static Tensor count(Batch batch) {
    return batch.present.sum(new long[]{1}, true, new ScalarTypeOptional()).clamp_min(new Scalar(1.0));
  }

  private static Tensor mean(Batch batch, Tensor rows) {
    return rows.mul(batch.present.unsqueeze(2)).sum(1).div(count(batch));
  }

  private Tensor state(Batch batch, Tensor numbers, Tensor unit, Tensor rows) {
    Tensor squeezed = cat(-1, layers.linear(rows, "state.squeeze"), layers.full(numbers, "state.raw"))
        .mul(batch.present.unsqueeze(2));
    Tensor mix = parameters.get("state.mix").index_select(0, batch.rows).reshape(-1, shape.width());
    Tensor mixed = squeezed.reshape(rows.size(0), -1).matmul(mix).div(count(batch).sqrt());
    Tensor all = layers.full(unit, "state.unit").add(layers.full(mean(batch, rows), "state.mean")).add(mixed);
    return layers.norm(all, "state.norm");
  }

  private Outputs predictions(Batch batch, Tensor found, Tensor state) {
    Tensor logarithm = batch.counts.narrow(1, INSTRUCTIONS, 1); // [N, 1]
    Tensor before = torch.expm1(logarithm).round().clamp_min(new Scalar(1.0));
    Tensor after = torch.expm1(batch.reactions.narrow(2, INSTRUCTIONS, 1).squeeze(-1).add(logarithm)).round(); // [N, R]
    Tensor absent = batch.present.neg().add(new Scalar(1.0)).mul(new Scalar(NEVER));
    Tensor least = torch.minimum(after.add(absent).amin(new long[]{1}, true), before);
    Tensor share = least.div(before);
    Tensor known = parameters.get("known.passes").index_select(0, batch.rows); // [R, passes]
    Tensor measured = batch.present.matmul(known).add(none);
    Tensor left = after.mul(batch.present).matmul(known).add(before.mul(none)).div(measured.clamp_min(new Scalar(1.0)));
    Tensor isKnown = measured.clamp_max(new Scalar(1.0));
    Tensor unknown = isKnown.neg().add(new Scalar(1.0));
    Tensor fewest = left.add(unknown.mul(new Scalar(NEVER))).amin(new long[]{1}, true);
    Tensor extra = left.sub(fewest).clamp_min(new Scalar(0.0)).clamp_max(new Scalar(MOST_EXTRA));
    Tensor exact = extra.mul(new Scalar(-PER_INSTRUCTION)).add(order);
    Tensor facts = cat(1, state, share, logarithm.mul(new Scalar(0.1)));
    Tensor learned = layers.full(torch.gelu(layers.full(facts, "best_pass.hidden")), "best_pass.out");
    Tensor scores = isKnown.mul(exact).add(unknown.mul(learned));
    Tensor row = parameters.get("known.oz").index_select(0, batch.rows); // [R, 1]
    Tensor isMeasured = batch.present.matmul(row).clamp_max(new Scalar(1.0));
    Tensor ozLeft = after.mul(batch.present).matmul(row).div(before);
    Tensor guess = layers.full(torch.gelu(layers.full(facts, "oz.hidden")), "oz.out").sub(share);
    Tensor isGuessed = isMeasured.neg().add(new Scalar(1.0));
    Tensor oz = isGuessed.mul(guess).sub(isMeasured.mul(ozLeft)).add(new Scalar(1.0)).squeeze(-1);
    Tensor likeness = unitLength(layers.full(torch.gelu(layers.full(facts, "like.hidden")), "like.out"));
    Tensor embedding =
        cat(1, found.mul(new Scalar(Math.sqrt(1 - LIKENESS))), likeness.mul(new Scalar(Math.sqrt(LIKENESS))));
    return new Outputs(embedding, likeness, scores, oz);
  }

  private static Tensor cat(long dimension, Tensor... parts) {
    return torch.cat(new TensorVector(parts), dimension);
  }

  private static Tensor clamp(Tensor x, double most) {
    return x.clamp_min(new Scalar(-most)).clamp_max(new Scalar(most));
  }
}
