package dev.assay.train.predict;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Parameters;
import dev.assay.train.model.SpectrumEncoder;
import java.util.Random;
import java.util.stream.IntStream;

/** The encoder that ships, over the units of a training set. */
public final class SpectrumPredictor implements Predictor {
  private final SpectrumBatches batches;
  private final SpectrumEncoder model;
  private int[] rows;

  /** A predictor that sees all rows. */
  public SpectrumPredictor(TrainingSet set, SpectrumEncoder model) {
    this.batches = new SpectrumBatches(set, model.compute());
    this.model = model;
    this.rows = IntStream.range(0, set.probes()).toArray();
  }

  /** From now on the predictor sees only the first rows. */
  public void keepFirst(int count) {
    rows = IntStream.range(0, Math.min(count, model.shape().probes())).toArray();
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public boolean isEncoder(String parameter) {
    return !parameter.startsWith("best_pass.") && !parameter.startsWith("oz.");
  }

  @Override
  public Outputs outputs(int[] places, Random random, boolean vary, boolean frozen) {
    return outputs(places, rows, SpectrumInputs.Variation.NONE, random);
  }

  /** The same for some rows, varied. */
  public Outputs outputs(int[] places, int[] some, SpectrumInputs.Variation variation, Random random) {
    SpectrumEncoder.Outputs outputs = model.outputs(batches.of(places, some, variation, random));
    return new Outputs(outputs.embedding(), outputs.passScores(), outputs.ozBenefit());
  }

  /** The same, with the embedding's likeness in its place: which function it is has nothing to learn. */
  public Outputs trained(int[] places, int[] some, SpectrumInputs.Variation variation, Random random) {
    SpectrumEncoder.Outputs outputs = model.outputs(batches.of(places, some, variation, random));
    return new Outputs(outputs.likeness(), outputs.passScores(), outputs.ozBenefit());
  }
}
