package dev.assay.train.onnx;

import dev.assay.encoder.EncoderInput;
import dev.assay.feature.Feature;
import dev.assay.spectrum.Reaction;
import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The encoder in doubles and loops, one unit at a time: slow, and easy to compare with what it says in words. */
final class ReferenceForward {
  private final Map<String, Tensor> weights;
  private final Architecture architecture;

  ReferenceForward(Map<String, Tensor> weights) throws WeightsException {
    this.weights = weights;
    this.architecture = Architecture.of(weights);
  }

  record Outputs(double[] embedding, double[] bestPass, double ozBenefit) {}

  /** Rows that are missing are never looked at. */
  Outputs of(EncoderInput unit) {
    int[] rows = IntStream.range(0, unit.rows()).filter(row -> !unit.codes().isMissing(row)).toArray();
    double[] counts = new double[56];
    for (int f = 0; f < 56; f++) {
      counts[f] = Math.log1p(unit.features().get(f));
    }
    double[][] numbers = new double[rows.length][];
    double[][] x = new double[rows.length + 1][];
    x[0] = linear("unit", standardised(counts));
    Tensor embedding = weights.get("code_embedding.weight");
    for (int r = 0; r < rows.length; r++) {
      numbers[r] = numbers(unit.spectrum().rows().get(rows[r]).orElseThrow(), counts);
      x[r + 1] = linear("row", numbers[r]);
      for (int i = 0; i < 256; i++) {
        int book = i / 32;
        int at = (book * architecture.tokens() + unit.codes().code(rows[r], book)) * 32 + i % 32;
        x[r + 1][i] += embedding.buffer().get(at) + weight("position.weight", rows[r] * 256 + i);
      }
    }
    for (int layer = 0; layer < architecture.layers(); layer++) {
      String name = "layers." + layer + ".";
      add(x, attention(name + "attention.", each(x, row -> norm(name + "norm1", row))));
      add(x, each(x, row -> linear(name + "ffn.down", gelu(linear(name + "ffn.up", norm(name + "norm2", row))))));
    }
    x = each(x, row -> norm("norm", row));
    return predictions(unit, rows, discriminants(unit, counts, rows),
        pooled("state.", x, rows, mixed(x, numbers, rows)));
  }

  /** Two vectors of length 1, as one, in which the second has a tenth of the square. */
  private static double[] joined(double[] found, double[] like) {
    double[] both = new double[found.length + like.length];
    for (int i = 0; i < found.length; i++) {
      both[i] = found[i] * Math.sqrt(0.9) / length(found);
      both[found.length + i] = like[i] * Math.sqrt(0.1) / length(like);
    }
    return both;
  }

  private static double length(double[] x) {
    double square = 0;
    for (double value : x) {
      square += value * value;
    }
    return Math.sqrt(square);
  }

  /** Each row's counts through its own linear map, and the unit's own through the last; the mean by their weights. */
  private double[] discriminants(EncoderInput unit, double[] counts, int[] rows) {
    double[] sum = new double[128];
    double all = 0;
    for (int r = 0; r <= rows.length; r++) {
      int place = r < rows.length ? rows[r] : architecture.rows();
      double share = Math.exp(weight("find.rows.scale", place));
      all += share;
      for (int f = 0; f < 56; f++) {
        double moved = r < rows.length ? unit.spectrum().rows().get(place).orElseThrow().get(f) : 0;
        double centred = counts[f] + moved - weight("find.rows.mean", place * 56 + f);
        for (int i = 0; i < 128; i++) {
          sum[i] += share * centred * weight("find.rows.weight", (place * 56 + f) * 128 + i);
        }
      }
    }
    for (int i = 0; i < 128; i++) {
      sum[i] /= all;
    }
    return sum;
  }

  private double[] standardised(double[] logarithms) {
    double[] y = new double[56];
    for (int f = 0; f < 56; f++) {
      y[f] = clipped((logarithms[f] - weight("scale.counts.mean", f)) * weight("scale.counts.factor", f), 8);
    }
    return y;
  }

  private double[] numbers(Reaction reaction, double[] counts) {
    double[] numbers = new double[168];
    double[] after = new double[56];
    for (int f = 0; f < 56; f++) {
      numbers[f] = clipped(reaction.get(f) * weight("scale.reactions.factor", f), 8);
      numbers[112 + f] = clipped(16 * reaction.get(f), 1);
      after[f] = counts[f] + reaction.get(f);
    }
    System.arraycopy(standardised(after), 0, numbers, 56, 56);
    return numbers;
  }

  private static double clipped(double x, double most) {
    return Math.max(-most, Math.min(most, x));
  }

  private Outputs predictions(EncoderInput unit, int[] rows, double[] found, double[] state) {
    int none = architecture.passes() - 1;
    int before = Math.max(1, unit.features().instructionCount());
    Map<Integer, Long> known = new HashMap<>(Map.of(none, (long) before));
    long least = before;
    double oz = Double.NaN;
    for (int row : rows) {
      double reaction = unit.spectrum().rows().get(row).orElseThrow().get(Feature.TOTAL_INSTS);
      long after = Math.round(Math.exp(Math.log1p(unit.features().instructionCount()) + reaction) - 1);
      least = Math.min(least, after);
      for (int pass = 0; pass < none; pass++) {
        if (weight("known.passes", row * architecture.passes() + pass) == 1) {
          known.put(pass, after);
        }
      }
      oz = weight("known.oz", row) == 1 ? 1 - after / (double) before : oz;
    }
    double[] facts = Arrays.copyOf(state, 258);
    facts[256] = least / (double) before;
    facts[257] = 0.1 * Math.log1p(unit.features().instructionCount());
    double[] scores = linear("best_pass.out", gelu(linear("best_pass.hidden", facts)));
    long fewest = known.values().stream().min(Long::compare).orElseThrow();
    known.forEach((pass, left) -> scores[pass] = -3 * Math.min(50, left - fewest) - 0.01 * (pass == none ? -1 : pass));
    double guess = 1 - facts[256] + linear("oz.out", gelu(linear("oz.hidden", facts)))[0];
    double[] like = linear("like.out", gelu(linear("like.hidden", facts)));
    return new Outputs(joined(found, like), softmax(scores), Double.isNaN(oz) ? guess : oz);
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

  /** For each row what only that row means. */
  private double[] mixed(double[][] x, double[][] numbers, int[] rows) {
    int squeezed = architecture.squeezed();
    double[] mixed = new double[256];
    for (int r = 0; r < rows.length; r++) {
      double[] said = Arrays.copyOf(linear("state.squeeze", x[r + 1]), 2 * squeezed);
      System.arraycopy(linear("state.raw", numbers[r]), 0, said, squeezed, squeezed);
      for (int i = 0; i < 256; i++) {
        for (int k = 0; k < 2 * squeezed; k++) {
          mixed[i] += said[k] * weight("state.mix", (rows[r] * 2 * squeezed + k) * 256 + i) / Math.sqrt(rows.length);
        }
      }
    }
    return mixed;
  }

  /** The mean of the rows, the unit itself, and what else is known. */
  private double[] pooled(String name, double[][] x, int[] rows, double[] more) {
    double[] mean = new double[256];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < 256; i++) {
        mean[i] += x[r + 1][i] / rows.length;
      }
    }
    double[] sum = linear(name + "mean", mean);
    double[] self = linear(name + "unit", x[0]);
    for (int i = 0; i < 256; i++) {
      sum[i] += self[i] + more[i];
    }
    return norm(name + "norm", sum);
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
