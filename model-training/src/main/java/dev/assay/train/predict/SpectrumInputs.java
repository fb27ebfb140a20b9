package dev.assay.train.predict;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a {@link SpectrumEncoder} is told of a training set before it is trained, and how training varies units. */
public final class SpectrumInputs {
  private static final double LEAST_DEVIATION = 0.2;
  private static final int SAMPLED = 4000;

  private final TrainingSet set;

  /** Of a set. */
  public SpectrumInputs(TrainingSet set) {
    this.set = set;
  }

  /**
   * What training changes of units. Immutable.
   *
   * @param dropped the share of the rows that is left out, of some units up to this
   * @param edited of which share of the units the counts are changed a little, in all rows alike, as an edit would
   */
  public record Variation(double dropped, double edited) {
    /** Nothing. */
    public static final Variation NONE = new Variation(0, 0);
  }

  /** What the model is told of the set before it is trained: how to standardise, and what rows have measured. */
  public Map<String, Tensor> fixed() {
    int[] train = set.of(Split.TRAIN);
    int[] some = Arrays.copyOf(train, Math.min(SAMPLED, train.length));
    Moments counts = new Moments();
    Moments reactions = new Moments();
    for (int place : some) {
      TrainingSet.Sample sample = set.get(place);
      double[] before = Arrays.stream(sample.features()).mapToDouble(Math::log1p).toArray();
      counts.add(before);
      for (int p = 0; p < set.probes(); p++) {
        if (!sample.isMissing(p)) {
          double[] after = new double[Feature.COUNT];
          double[] reaction = new double[Feature.COUNT];
          for (int f = 0; f < Feature.COUNT; f++) {
            after[f] = Math.log1p(sample.after(p, f));
            reaction[f] = after[f] - before[f];
          }
          counts.add(after);
          reactions.add(reaction);
        }
      }
    }
    Map<String, Tensor> fixed = new HashMap<>();
    fixed.put("scale.counts.mean", Tensor.of(counts.mean(), Feature.COUNT));
    fixed.put("scale.counts.factor", Tensor.of(counts.factor(), Feature.COUNT));
    fixed.put("scale.reactions.factor", Tensor.of(reactions.factor(), Feature.COUNT));
    int probes = set.probes();
    float[] passes = new float[probes * set.choices()];
    float[] oz = new float[probes];
    boolean isOzKnown = false;
    for (int p = 0; p < probes; p++) {
      int probe = p;
      set.rows().pass(p).ifPresent(pass -> passes[probe * set.choices() + pass] = 1);
      oz[p] = set.rows().isOz(p) && !isOzKnown ? 1 : 0;
      isOzKnown |= oz[p] > 0;
    }
    fixed.put("known.passes", Tensor.of(passes, probes, set.choices()));
    fixed.put("known.oz", Tensor.of(oz, probes, 1));
    return fixed;
  }

  /** What the model begins with: {@link #fixed}, and discriminants of an embedding of so many numbers. */
  public Map<String, Tensor> start(int width, long seed) {
    Map<String, Tensor> start = fixed();
    start.putAll(Whitening.of(set).tensors(width, seed));
    return start;
  }

  /** Means and deviations of 56 numbers. */
  private static final class Moments {
    private final double[] sums = new double[Feature.COUNT];
    private final double[] squares = new double[Feature.COUNT];
    private long count;

    void add(double[] values) {
      count++;
      for (int i = 0; i < values.length; i++) {
        sums[i] += values[i];
        squares[i] += values[i] * values[i];
      }
    }

    float[] mean() {
      float[] mean = new float[sums.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sums[i] / Math.max(1, count));
      }
      return mean;
    }

    float[] factor() {
      float[] factor = new float[sums.length];
      for (int i = 0; i < factor.length; i++) {
        double mean = sums[i] / Math.max(1, count);
        double variance = Math.max(0, squares[i] / Math.max(1, count) - mean * mean);
        factor[i] = (float) (1 / Math.max(LEAST_DEVIATION, Math.sqrt(variance)));
      }
      return factor;
    }
  }
}
