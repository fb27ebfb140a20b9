package dev.assay.workspace.wording;

import dev.assay.encoder.Prediction;
import java.util.stream.Collectors;

/** Predictions as text. */
public final class Predictions {
  /** How many of the passes are shown. */
  public static final int LIKELIEST = 5;

  private Predictions() {}

  /**
   * The likeliest best passes, for example {@code sroa 91 %, mem2reg 5 %, gvn 2 %, dse <1 %, adce <1 %}. Where it is
   * likelier than any of them that none leaves fewer instructions, that is the answer, for example {@code none 97 %}:
   * passes that leave as many help nobody.
   */
  public static String likeliest(Prediction prediction) {
    if (prediction.isNoneLikeliest()) {
      return "none " + Figures.probability(prediction.noneProbability());
    }
    return prediction.bestPasses(LIKELIEST).stream()
        .map(likely -> likely.pass().name() + " " + Figures.probability(likely.probability()))
        .collect(Collectors.joining(", "));
  }
}
