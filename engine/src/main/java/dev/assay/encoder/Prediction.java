package dev.assay.encoder;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the encoder makes of one unit. Nothing of it is measured.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Prediction {
  /** How many numbers an embedding has: 256. */
  public static final int EMBEDDING_SIZE = 256;

  private final float[] embedding;
  private final float[] probabilities;
  private final float ozBenefit;

  /**
   * A prediction; the arrays are copied.
   *
   * @param embedding 256 numbers
   * @param probabilities for each of the 124 passes, by index, that it is the one which leaves fewest instructions;
   *     after them, where the encoder knows that, that none leaves fewer than there are
   * @param ozBenefit the share of the instructions that {@code default<Oz>} saves; negative when it adds
   * @throws IllegalArgumentException when there are not so many
   */
  public Prediction(float[] embedding, float[] probabilities, float ozBenefit) {
    boolean isLength = probabilities.length == PassCatalogue.COUNT || probabilities.length == PassCatalogue.COUNT + 1;
    if (embedding.length != EMBEDDING_SIZE || !isLength) {
      throw new IllegalArgumentException("a prediction has " + EMBEDDING_SIZE + " and " + PassCatalogue.COUNT
          + " numbers, not " + embedding.length + " and " + probabilities.length);
    }
    this.embedding = embedding.clone();
    this.probabilities = Arrays.copyOf(probabilities, PassCatalogue.COUNT + 1);
    this.ozBenefit = ozBenefit;
  }

  /**
   * A pass that may be the best one.
   *
   * @param pass the pass
   * @param probability that it is the best of the 124, 0 to 1
   */
  public record Likely(Pass pass, double probability) {}

  /** The unit's place among all units, 256 numbers; a copy. */
  public float[] embedding() {
    return embedding.clone();
  }

  /**
   * This prediction, by all rows, with what the core's rows alone say as well or better: the unit's place, and the -Oz
   * benefit (docs/model.md).
   */
  public Prediction withCore(Prediction core) {
    return new Prediction(core.embedding, probabilities, core.ozBenefit);
  }

  /** The probability of each of the 124 passes, by index, to be the best; a copy. */
  public float[] probabilities() {
    return Arrays.copyOf(probabilities, PassCatalogue.COUNT);
  }

  /** The probability that no pass leaves fewer instructions than there are; 0 where the encoder does not know that. */
  public double noneProbability() {
    return probabilities[PassCatalogue.COUNT];
  }

  /** Whether it is likelier than for any pass to be the best that no pass leaves fewer instructions than there are. */
  public boolean isNoneLikeliest() {
    return noneProbability() > bestPasses(1).get(0).probability();
  }

  /** The share of the instructions that {@code default<Oz>} saves; negative when it adds. */
  public double ozBenefit() {
    return ozBenefit;
  }

  /** The passes that are most likely the best, the most probable first, of equals the one with the lower index. */
  public List<Likely> bestPasses(int count) {
    return PassCatalogue.standard().passes().stream().map(pass -> new Likely(pass, probabilities[pass.index()]))
        .sorted(Comparator.comparingDouble(Likely::probability).reversed()).limit(count).toList(); // stable
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prediction that && Arrays.equals(embedding, that.embedding)
        && Arrays.equals(probabilities, that.probabilities) && Float.compare(ozBenefit, that.ozBenefit) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(embedding) + Float.hashCode(ozBenefit);
  }

  @Override
  public String toString() {
    return "best pass " + bestPasses(1).get(0) + ", -Oz benefit " + ozBenefit;
  }
}
