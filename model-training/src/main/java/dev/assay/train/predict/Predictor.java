package dev.assay.train.predict;

import dev.assay.train.model.Parameters;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/** Something that makes an embedding of units, and predictions of the embedding. */
public interface Predictor {
  /** What is trained. */
  Parameters parameters();

  /** Whether a parameter belongs to the encoder, which may be frozen. */
  boolean isEncoder(String parameter);

  /**
   * The embeddings of the units at these places: [N, width].
   *
   * @param random for what training varies
   * @param vary whether to leave out some rows at random, as training does
   * @param frozen whether the encoder needs no gradient
   */
  Tensor embed(int[] places, Random random, boolean vary, boolean frozen);

  /** For each pass a score: [N, passes]. */
  Tensor passScores(Tensor embedding);

  /** The -Oz benefit: [N]. */
  Tensor ozBenefit(Tensor embedding);
}
