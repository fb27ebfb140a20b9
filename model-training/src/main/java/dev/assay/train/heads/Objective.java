package dev.assay.train.heads;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.options.LossWeights;
import dev.assay.train.predict.Predictor;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What predictions are trained for, a sum of four: the cross entropy of the best pass; a ranking loss, the cross
 * entropy against a distribution over all 124 passes by what each leaves; the absolute error of the -Oz benefit; and
 * a contrastive loss (Khosla et al., supervised), by which units with the same best pass become neighbours.
 * Immutable.
 *
 * @param weights what each of them weighs
 */
public record Objective(LossWeights weights) {
  /** How much worse a pass must be, as a share of the instructions, to be asked for e times less. */
  private static final double RANKING_SCALE = 0.01;
  private static final double CONTRAST_TEMPERATURE = 0.1;

  /** The loss of predictions for the units at these places. */
  public Tensor loss(Predictor.Outputs outputs, Compute compute, TrainingSet set, int[] places) {
    Tensor scores = outputs.passScores();
    long passes = scores.size(1);
    long[] best = new long[places.length];
    float[] oz = new float[places.length];
    float[] wanted = new float[places.length * (int) passes];
    IntStream.range(0, places.length).parallel().forEach(i -> {
      TrainingSet.Sample sample = set.get(places[i]);
      best[i] = sample.bestPass();
      oz[i] = sample.oz();
      distribution(sample, wanted, i * (int) passes);
    });
    Tensor loss =
        torch.cross_entropy_loss(scores, compute.tensor(best, best.length)).mul(new Scalar(1 - weights.ties()));
    if (weights.ties() > 0) {
      loss = loss.add(tied(scores, compute, set, places).mul(new Scalar(weights.ties())));
    }
    if (weights.ranking() > 0) {
      Tensor logarithms = torch.log_softmax(scores, 1);
      Tensor distance = logarithms.mul(compute.tensor(wanted, best.length, passes)).sum(1).mean();
      loss = loss.sub(distance.mul(new Scalar(weights.ranking())));
    }
    if (weights.oz() > 0) {
      Tensor error = outputs.ozBenefit().sub(compute.tensor(oz, oz.length)).abs().mean();
      loss = loss.add(error.mul(new Scalar(weights.oz())));
    }
    if (weights.contrast() > 0) {
      loss = loss.add(contrast(outputs.embedding(), best, compute).mul(new Scalar(weights.contrast())));
    }
    return loss;
  }

  /** How unlikely it is, by the logarithm, that the answer is any of the passes that leave fewest. */
  private static Tensor tied(Tensor scores, Compute compute, TrainingSet set, int[] places) {
    int choices = (int) scores.size(1);
    float[] wrong = new float[places.length * choices];
    for (int i = 0; i < places.length; i++) {
      TrainingSet.Sample sample = set.get(places[i]);
      float least = sample.left()[sample.bestPass()];
      for (int p = 0; p < choices; p++) {
        wrong[i * choices + p] = sample.left()[p] <= least ? 0 : -1e9f;
      }
    }
    Tensor right = scores.add(compute.tensor(wrong, places.length, choices));
    return torch.logsumexp(scores, 1).sub(torch.logsumexp(right, 1)).mean();
  }

  private static void distribution(TrainingSet.Sample sample, float[] wanted, int from) {
    float[] left = sample.left();
    double least = left[sample.bestPass()];
    double sum = 0;
    for (int p = 0; p < left.length; p++) {
      double weight = left[p] == Float.MAX_VALUE ? 0 : Math.exp((least - left[p]) / RANKING_SCALE);
      wanted[from + p] = (float) weight;
      sum += weight;
    }
    for (int p = 0; p < left.length; p++) {
      wanted[from + p] /= (float) sum;
    }
  }

  private static Tensor contrast(Tensor embedding, long[] labels, Compute compute) {
    int n = labels.length;
    float[] alike = new float[n * n];
    float[] self = new float[n * n];
    for (int i = 0; i < n; i++) {
      int others = 0;
      for (int j = 0; j < n; j++) {
        others += i != j && labels[i] == labels[j] ? 1 : 0;
      }
      for (int j = 0; j < n; j++) {
        alike[i * n + j] = i != j && labels[i] == labels[j] ? 1f / others : 0;
      }
      self[i * n + i] = -1e9f;
    }
    Tensor length = embedding.mul(embedding).sum(new long[]{1}, true, new org.bytedeco.pytorch.ScalarTypeOptional())
        .sqrt().add(new Scalar(1e-6));
    Tensor unit = embedding.div(length);
    Tensor similar = unit.matmul(unit.t()).div(new Scalar(CONTRAST_TEMPERATURE)).add(compute.tensor(self, n, n));
    return torch.log_softmax(similar, 1).mul(compute.tensor(alike, n, n)).sum().div(new Scalar(-(double) n));
  }
}
