package dev.assay.train.onnx;

import dev.assay.train.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Weights of no use, of the size that trained ones have. */
final class RandomWeights {
  private RandomWeights() {}

  static Map<String, Tensor> of(Architecture architecture, Random random) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    architecture.shapes().forEach((name, shape) -> {
      float[] values = new float[(int) Tensor.count(shape)];
      boolean isGain = name.matches("(.*\\.)?norm[12]?\\.weight");
      double size = name.endsWith("mix") ? 0.1
          : shape.length == 2 && !name.startsWith("position") ? 1 / Math.sqrt(shape[1]) : shape.length == 1 ? 0.2 : 1;
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((isGain ? 1 : 0) + size * random.nextGaussian());
      }
      weights.put(name, Tensor.of(values, shape));
    });
    int passes = architecture.passes();
    float[] known = new float[architecture.rows() * passes]; // rows 1 and 4 are passes alone
    known[passes + 7] = 1;
    known[4 * passes + 3] = 1;
    weights.put("known.passes", Tensor.of(known, architecture.rows(), passes));
    float[] oz = new float[architecture.rows()];
    oz[2] = 1;
    weights.put("known.oz", Tensor.of(oz, architecture.rows(), 1));
    float[] factors = new float[Architecture.FEATURES];
    java.util.Arrays.fill(factors, 0.7f);
    weights.put("scale.counts.factor", Tensor.of(factors, Architecture.FEATURES));
    weights.put("scale.reactions.factor", Tensor.of(factors, Architecture.FEATURES));
    return weights;
  }
}
