package dev.assay.train.predict;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a model says of some units.
 *
 * @param embeddings [N][width]
 * @param probabilities [N][passes + 1], the last that no pass leaves fewer instructions
 * @param oz [N]
 */
@SuppressWarnings("try") // scopes and guards act by being open
public record Predictions(float[][] embeddings, float[][] probabilities, float[] oz) {
  private static final int BATCH = 64;
  private static final int GPU_BATCH = 1024;

  /** Asks a predictor about the units at these places. */
  public static Predictions of(Predictor predictor, int[] places) {
    float[][] embeddings = new float[places.length][];
    float[][] probabilities = new float[places.length][];
    float[] oz = new float[places.length];
    int batch = predictor.parameters().compute().isCuda() ? GPU_BATCH : BATCH;
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int from = 0; from < places.length; from += batch) {
        int[] some = java.util.Arrays.copyOfRange(places, from, Math.min(places.length, from + batch));
        try (PointerScope scope = new PointerScope()) {
          Predictor.Outputs outputs = predictor.outputs(some, new Random(0), false, true);
          float[][] embedded = rows(outputs.embedding());
          float[][] likely = rows(torch.softmax(outputs.passScores(), 1));
          float[][] benefit = rows(outputs.ozBenefit().unsqueeze(1));
          for (int i = 0; i < some.length; i++) {
            embeddings[from + i] = embedded[i];
            probabilities[from + i] = likely[i];
            oz[from + i] = benefit[i][0];
          }
        }
      }
    }
    return new Predictions(embeddings, probabilities, oz);
  }

  private static float[][] rows(Tensor matrix) {
    Tensor plain = matrix.cpu().contiguous();
    int width = (int) plain.size(1);
    float[][] rows = new float[(int) plain.size(0)][width];
    FloatPointer numbers = new FloatPointer(plain.data_ptr());
    for (int i = 0; i < rows.length; i++) {
      numbers.position((long) i * width).get(rows[i]);
    }
    return rows;
  }
}
