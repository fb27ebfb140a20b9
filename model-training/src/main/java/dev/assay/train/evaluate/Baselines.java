package dev.assay.train.evaluate;

import dev.assay.feature.Feature;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.predict.FeaturePredictor;
import dev.assay.train.predict.Neighbours;
import dev.assay.train.predict.Predictions;
import java.util.Arrays;

/** What needs no training. */
final class Baselines {
  private static final int NEAREST = 5;

  private Baselines() {}

  /** Says of every unit how often each pass was the best in training, and the median -Oz benefit. */
  static Contender majority(TrainingSet set, int[] train, int[] test) {
    int passes = set.choices();
    float[] shares = new float[passes];
    float[] benefits = new float[train.length];
    for (int i = 0; i < train.length; i++) {
      shares[set.get(train[i]).bestPass()] += 1f / train.length;
      benefits[i] = set.get(train[i]).oz();
    }
    Arrays.sort(benefits);
    float[][] probabilities = new float[test.length][];
    Arrays.fill(probabilities, shares);
    float[] oz = new float[test.length];
    Arrays.fill(oz, benefits[benefits.length / 2]);
    int commonest = 0;
    for (int p = 1; p < passes; p++) {
      commonest = shares[p] > shares[commonest] ? p : commonest;
    }
    int[] neighbours = new int[test.length];
    Arrays.fill(neighbours, commonest);
    return new Contender("Majority class", new Predictions(new float[test.length][0], probabilities, oz), neighbours);
  }

  /** Asks the nearest training units by opcode counts. */
  static Contender nearestByOpcodes(TrainingSet set, int[] train, int[] test) {
    float[][] inputs = FeaturePredictor.normalised(set, TrainingSet.Sample::opcodes);
    float[][] known = Arrays.stream(train).mapToObj(i -> inputs[i]).toArray(float[][]::new);
    float[][] queries = Arrays.stream(test).mapToObj(i -> inputs[i]).toArray(float[][]::new);
    int[][] nearest = Neighbours.nearest(known, queries, NEAREST);
    float[][] probabilities = new float[test.length][set.choices()];
    float[] oz = new float[test.length];
    for (int i = 0; i < test.length; i++) {
      for (int neighbour : nearest[i]) {
        TrainingSet.Sample sample = set.get(train[neighbour]);
        probabilities[i][sample.bestPass()] += 1f / nearest[i].length;
        oz[i] += sample.oz() / nearest[i].length;
      }
    }
    return new Contender("InstCount 5-NN", new Predictions(queries, probabilities, oz),
        Neighbours.bestPasses(set, train, known, queries));
  }

  /**
   * Reads what the rows say: of those that are a single pass the one that leaves fewest, none where none leaves fewer
   * than there were. What -Oz leaves is that row's, or else what the best row leaves.
   *
   * @param rows how many rows, the first, are read
   */
  static Contender rows(TrainingSet set, int[] test, int rows) {
    int choices = set.choices();
    float[][] probabilities = new float[test.length][choices];
    float[] oz = new float[test.length];
    int instructions = Feature.TOTAL_INSTS.ordinal();
    for (int i = 0; i < test.length; i++) {
      TrainingSet.Sample sample = set.get(test[i]);
      probabilities[i][choices - 1] = 1;
      int least = sample.instructions();
      boolean isOzRead = false;
      for (int p = 0; p < Math.min(rows, set.probes()); p++) {
        if (!sample.isMissing(p)) {
          int left = sample.after(p, instructions);
          set.rows().pass(p).ifPresent(new Ranked(probabilities[i], sample.instructions(), left)::put);
          if (set.rows().isOz(p)) {
            isOzRead = true;
            oz[i] = 1 - left / (float) sample.instructions();
          }
          least = Math.min(least, left);
        }
      }
      oz[i] = isOzRead ? oz[i] : 1 - least / (float) sample.instructions();
    }
    return new Contender("Reading the rows" + (rows < set.probes() ? ", the first " + rows : ""),
        new Predictions(new float[test.length][0], probabilities, oz), new int[0]);
  }

  /** Scores of passes by what they leave; passes that help not come after none. */
  private record Ranked(float[] scores, int before, int left) {
    void put(int pass) {
      scores[pass] = left < before ? 2 + (before - left) / (float) before : before / (float) (left + before);
    }
  }
}
