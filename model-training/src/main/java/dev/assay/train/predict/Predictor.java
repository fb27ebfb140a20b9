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
   * What a model makes of units.
   *
   * @param embedding [N, width]
   * @param passScores for each pass, and for none of them, a score: [N, passes + 1]
   * @param ozBenefit the -Oz benefit: [N]
   */
  record Outputs(Tensor embedding, Tensor passScores, Tensor ozBenefit) {}

  /**
   * What it makes of the units at these places.
   *
   * @param random for what training varies
   * @param vary whether to leave out some rows at random, as training does
   * @param frozen whether the encoder needs no gradient
   */
  Outputs outputs(int[] places, Random random, boolean vary, boolean frozen);
}
