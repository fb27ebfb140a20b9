package dev.assay.train.masking;

import dev.assay.train.model.ModelShape;
import dev.assay.train.model.PqBert;
import org.bytedeco.pytorch.Tensor;

/** Java's arrays as PyTorch's tensors. */
public final class EncoderInputs {
  private EncoderInputs() {}

  /** The encoder's output for masked codes of some units: [units, P, width]. */
  public static Tensor encode(PqBert model, Masking masking, int units) {
    ModelShape shape = model.shape();
    return model.encode(model.compute().tensor(masking.codes(), units, shape.probes(), shape.books()));
  }

  /** The same for masked codes of some of the probes: [units, R, width]. */
  public static Tensor encode(PqBert model, Masking masking, int units, long[] probes) {
    return model.encode(model.compute().tensor(masking.codes(), units, probes.length, model.shape().books()), probes);
  }

  /** Which rows are there: [units, P, 1]. */
  public static Tensor present(PqBert model, Masking masking, int units) {
    return model.compute().tensor(masking.present(), units, model.shape().probes(), 1);
  }
}
