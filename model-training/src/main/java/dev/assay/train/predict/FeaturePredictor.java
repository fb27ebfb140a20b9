package dev.assay.train.predict;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.FeatureModel;
import dev.assay.train.model.ModelShape;
import dev.assay.train.model.Parameters;
import java.util.Random;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** A model over plain counts, as logarithms with mean 0 and deviation 1 over the training units. */
public final class FeaturePredictor implements Predictor {
  private final float[][] inputs;
  private final FeatureModel model;

  /** A predictor with random weights over the numbers of each unit. */
  public FeaturePredictor(float[][] inputs, ModelShape shape, long seed, Compute compute) {
    this.inputs = inputs.clone();
    this.model = new FeatureModel(inputs[0].length, shape, seed, compute);
  }

  /** The inputs of every unit. */
  public static float[][] normalised(TrainingSet set, Function<TrainingSet.Sample, int[]> counts) {
    float[][] inputs = new float[set.size()][];
    for (int i = 0; i < inputs.length; i++) {
      int[] numbers = counts.apply(set.get(i));
      inputs[i] = new float[numbers.length];
      for (int j = 0; j < numbers.length; j++) {
        inputs[i][j] = (float) Math.log1p(numbers[j]);
      }
    }
    int[] train = set.of(Split.TRAIN);
    for (int j = 0; j < inputs[0].length; j++) {
      double sum = 0;
      double square = 0;
      for (int i : train) {
        sum += inputs[i][j];
        square += inputs[i][j] * inputs[i][j];
      }
      double mean = sum / train.length;
      double deviation = Math.sqrt(Math.max(1e-8, square / train.length - mean * mean));
      for (float[] input : inputs) {
        input[j] = (float) ((input[j] - mean) / Math.max(deviation, 1e-3));
      }
    }
    return inputs;
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public boolean isEncoder(String parameter) {
    return false;
  }

  @Override
  public Outputs outputs(int[] places, Random random, boolean vary, boolean frozen) {
    int width = inputs[0].length;
    float[] batch = new float[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(inputs[places[i]], 0, batch, i * width, width);
    }
    Tensor embedding = model.embed(model.parameters().compute().tensor(batch, places.length, width));
    return new Outputs(embedding, model.passScores(embedding), model.ozBenefit(embedding));
  }
}
