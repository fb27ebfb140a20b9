package dev.assay.train.evaluate;

import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Predictor;
import java.util.Arrays;

/**
 * What a predictor says of units, asked once about each: the same units are in many tables, and asking is what an
 * evaluation takes its time for. The predictor must not change meanwhile. Not thread-safe.
 */
final class Answers {
  private final Predictor predictor;
  private final float[][] embeddings;
  private final float[][] probabilities;
  private final float[] oz;

  /**
   * Nothing is asked yet.
   *
   * @param units how many units there are to ask about
   */
  Answers(Predictor predictor, int units) {
    this.predictor = predictor;
    this.embeddings = new float[units][];
    this.probabilities = new float[units][];
    this.oz = new float[units];
  }

  /** What it says of the units at these places; the arrays are shared and not to be written to. */
  Predictions of(int[] places) {
    int[] unknown = Arrays.stream(places).distinct().filter(place -> embeddings[place] == null).toArray();
    Predictions made = Predictions.of(predictor, unknown);
    for (int i = 0; i < unknown.length; i++) {
      embeddings[unknown[i]] = made.embeddings()[i];
      probabilities[unknown[i]] = made.probabilities()[i];
      oz[unknown[i]] = made.oz()[i];
    }
    float[][] embedded = new float[places.length][];
    float[][] likely = new float[places.length][];
    float[] benefits = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      embedded[i] = embeddings[places[i]];
      likely[i] = probabilities[places[i]];
      benefits[i] = oz[places[i]];
    }
    return new Predictions(embedded, likely, benefits);
  }
}
