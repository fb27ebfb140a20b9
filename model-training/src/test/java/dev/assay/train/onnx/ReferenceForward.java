package dev.assay.train.onnx;

import dev.assay.quantize.Codes;
import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.util.Map;

/** PQ-BERT in doubles and loops, one unit at a time: slow, and easy to compare with what it says in words. */
final class ReferenceForward {
  private final Map<String, Tensor> weights;
  private final Architecture architecture;

  ReferenceForward(Map<String, Tensor> weights) throws WeightsException {
    this.weights = weights;
    this.architecture = Architecture.of(weights);
  }

  record Outputs(double[] embedding, double[] bestPass, double ozBenefit) {}

  Outputs of(Codes codes) {
    int rows = architecture.rows();
    double[][] x = new double[rows][256];
    Tensor embedding = weights.get("code_embedding.weight");
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 256; i++) {
        int book = i / 32;
        int at = (book * architecture.tokens() + codes.code(row, book)) * 32 + i % 32;
        x[row][i] = embedding.buffer().get(at) + weight("position.weight", row * 256 + i);
      }
    }
    for (int layer = 0; layer < architecture.layers(); layer++) {
      String name = "layers." + layer + ".";
      add(x, attention(name + "attention.", each(x, row -> norm(name + "norm1", row))));
      add(x, each(x, row -> linear(name + "ffn.down", gelu(linear(name + "ffn.up", norm(name + "norm2", row))))));
    }
    double[] pooled = pooled(each(x, row -> norm("norm", row)), codes);
    double[] logits = linear("best_pass.out", gelu(linear("best_pass.hidden", pooled)));
    return new Outputs(pooled, softmax(logits), linear("oz.out", gelu(linear("oz.hidden", pooled)))[0]);
  }

  private interface RowFunction {
    double[] of(double[] row);
  }

  private static double[][] each(double[][] x, RowFunction function) {
    double[][] y = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      y[row] = function.of(x[row]);
    }
    return y;
  }

  private double[][] attention(String name, double[][] x) {
    double[][] qkv = each(x, row -> linear(name + "qkv", row));
    double[][] mixed = new double[x.length][256];
    for (int head = 0; head < 8; head++) {
      for (int row = 0; row < x.length; row++) {
        double[] scores = new double[x.length];
        for (int other = 0; other < x.length; other++) {
          for (int i = 0; i < 32; i++) {
            scores[other] += qkv[row][head * 32 + i] * qkv[other][256 + head * 32 + i] / Math.sqrt(32);
          }
        }
        double[] shares = softmax(scores);
        for (int other = 0; other < x.length; other++) {
          for (int i = 0; i < 32; i++) {
            mixed[row][head * 32 + i] += shares[other] * qkv[other][512 + head * 32 + i];
          }
        }
      }
    }
    return each(mixed, row -> linear(name + "out", row));
  }

  private double[] pooled(double[][] x, Codes codes) {
    int squeezed = architecture.squeezed();
    double[] mean = new double[256];
    double[] flat = new double[x.length * squeezed];
    int present = x.length - codes.missing();
    for (int row = 0; row < x.length; row++) {
      if (!codes.isMissing(row)) {
        for (int i = 0; i < 256; i++) {
          mean[i] += x[row][i] / present;
        }
        System.arraycopy(linear("pool.squeeze", x[row]), 0, flat, row * squeezed, squeezed);
      }
    }
    double[] sum = linear("pool.mean", mean);
    double[] mix = linear("pool.mix", flat);
    for (int i = 0; i < 256; i++) {
      sum[i] += mix[i];
    }
    return norm("pool.norm", sum);
  }

  private double[] linear(String name, double[] x) {
    int out = weights.get(name + ".weight").size(0);
    double[] y = new double[out];
    for (int o = 0; o < out; o++) {
      y[o] = weight(name + ".bias", o);
      for (int i = 0; i < x.length; i++) {
        y[o] += weight(name + ".weight", o * x.length + i) * x[i];
      }
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * weight(name + ".weight", i) + weight(name + ".bias", i);
    }
    return y;
  }

  private double weight(String name, int index) {
    return weights.get(name).buffer().get(index);
  }

  private static double[] gelu(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * 0.5 * (1 + erf(x[i] / Math.sqrt(2)));
    }
    return y;
  }

  /** By its Taylor series, which is exact enough for all that matters, up to 6. */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200 && Math.abs(term) > 1e-17; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double[] softmax(double[] x) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      most = Math.max(most, value);
    }
    double[] y = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.exp(x[i] - most);
      sum += y[i];
    }
    for (int i = 0; i < x.length; i++) {
      y[i] /= sum;
    }
    return y;
  }

  private static void add(double[][] x, double[][] y) {
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < x[row].length; i++) {
        x[row][i] += y[row][i];
      }
    }
  }
}
