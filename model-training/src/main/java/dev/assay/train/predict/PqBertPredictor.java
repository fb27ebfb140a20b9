package dev.assay.train.predict;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.masking.EncoderInputs;
import dev.assay.train.masking.Masking;
import dev.assay.train.model.Parameters;
import dev.assay.train.model.PqBert;
import java.util.Random;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** PQ-BERT over the codes of a training set. */
@SuppressWarnings("try") // scopes and guards act by being open
public final class PqBertPredictor implements Predictor {
  private static final double MOST_DROPPED = 0.4;

  private final TrainingSet set;
  private final PqBert model;
  private boolean[] kept = new boolean[0];

  /** A predictor over the units of a set. */
  public PqBertPredictor(TrainingSet set, PqBert model) {
    this.set = set;
    this.model = model;
  }

  /** From now on the predictor sees only these probes. */
  public void keep(boolean[] probes) {
    kept = probes.clone();
  }

  /** Has the embeddings of these units be zero in the mean; predictions stay as they are. */
  public void centre(int[] places) {
    float[] mean = new float[model.shape().width()];
    for (float[] embedding : Predictions.of(this, places).embeddings()) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += embedding[i] / places.length;
      }
    }
    model.centre(mean);
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public boolean isEncoder(String parameter) {
    return parameter.startsWith("code_embedding") || parameter.startsWith("position") || parameter.startsWith("layers.")
        || parameter.startsWith("norm.") || parameter.startsWith("mlm.");
  }

  @Override
  public Outputs outputs(int[] places, Random random, boolean vary, boolean frozen) {
    Masking masking = kept.length > 0 ? Masking.only(set, places, model.shape(), kept)
        : Masking.dropping(set, places, model.shape(), random, vary ? MOST_DROPPED : 0);
    Tensor embedding =
        model.pool(encode(masking, places.length, frozen), EncoderInputs.present(model, masking, places.length));
    return new Outputs(embedding, model.passScores(embedding), model.ozBenefit(embedding));
  }

  private Tensor encode(Masking masking, int units, boolean frozen) {
    if (!frozen) {
      return EncoderInputs.encode(model, masking, units);
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      return EncoderInputs.encode(model, masking, units);
    }
  }
}
