package dev.assay.cli.gpu;

import dev.assay.cli.bench.EncodeBench;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import java.util.List;

/**
 * The same units on a GPU and on the processor.
 *
 * @param units how many
 * @param gpu what ran on the GPU, and how fast
 * @param cpu what ran on the processor, and how fast
 * @param differences between their answers
 */
record GpuComparison(int units, Side gpu, Side cpu, Differences differences) {
  /**
   * One of the two.
   *
   * @param graph the part of the bundle that ran
   * @param unitsPerSecond the median of some runs, after one for warming up
   */
  record Side(String graph, double unitsPerSecond) {}

  /**
   * How answers to the same units differ.
   *
   * @param leastCosine of the two embeddings of a unit, the least of all units; 1 where they are the same
   * @param sameBestPass of how many units the best pass, or none, is the same
   * @param mostOz by how much the -Oz benefit, a fraction of 1, differs at most
   */
  record Differences(double leastCosine, int sameBestPass, double mostOz) {
    static Differences of(List<Prediction> some, List<Prediction> others) {
      double leastCosine = 1;
      double mostOz = 0;
      int same = 0;
      for (int i = 0; i < some.size(); i++) {
        Prediction one = some.get(i);
        Prediction other = others.get(i);
        leastCosine = Math.min(leastCosine, cosine(one.embedding(), other.embedding()));
        mostOz = Math.max(mostOz, Math.abs(one.ozBenefit() - other.ozBenefit()));
        same += best(one) == best(other) ? 1 : 0;
      }
      return new Differences(leastCosine, same, mostOz);
    }

    private static int best(Prediction prediction) {
      return prediction.isNoneLikeliest() ? -1 : prediction.bestPasses(1).get(0).pass().index();
    }

    private static double cosine(float[] a, float[] b) {
      double product = 0;
      double squareA = 0;
      double squareB = 0;
      for (int i = 0; i < a.length; i++) {
        product += (double) a[i] * b[i];
        squareA += (double) a[i] * a[i];
        squareB += (double) b[i] * b[i];
      }
      return product / Math.sqrt(Math.max(squareA * squareB, Double.MIN_NORMAL));
    }
  }

  /** Runs the same random units on both. */
  static GpuComparison of(Encoder gpu, Encoder cpu, int units) {
    EncodeBench onGpu = new EncodeBench(gpu, gpu.rows(), 1, 5);
    EncodeBench onCpu = new EncodeBench(cpu, cpu.rows(), 1, 1);
    List<EncoderInput> inputs = onGpu.inputs(units);
    Differences differences = Differences.of(gpu.encode(inputs, units, Cancellation.never()), cpu.encode(inputs));
    return new GpuComparison(units, new Side(gpu.graph(), onGpu.time(units).unitsPerSecond()),
        new Side(cpu.graph(), onCpu.time(units).unitsPerSecond()), differences);
  }
}
