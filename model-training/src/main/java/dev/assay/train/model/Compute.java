package dev.assay.train.model;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Where a model computes, and how exactly: the processor or an NVIDIA GPU, linear layers in float32 or in bfloat16.
 * Tensors made here are there already. Immutable.
 */
public final class Compute {
  /** The processor, in float32. */
  public static final Compute CPU = new Compute("cpu", false);

  private static final long MOST_PINNED = 1L << 27;

  private final String device;
  private final boolean halfLinear;

  private Compute(String device, boolean halfLinear) {
    this.device = device;
    this.halfLinear = halfLinear;
  }

  /**
   * What a user asks for.
   *
   * @param device {@code cpu} or {@code cuda}
   * @param halfLinear whether linear layers compute in bfloat16: faster where the hardware can, and good enough for
   *     training
   * @throws IllegalArgumentException with a sentence, when there is no such device or it cannot be used here
   */
  public static Compute on(String device, boolean halfLinear) {
    if (device.equals("cpu")) {
      return new Compute(device, halfLinear);
    }
    if (!device.equals("cuda")) {
      throw new IllegalArgumentException("device has to be cpu or cuda, not '" + device + "'");
    }
    String reason = "PyTorch finds no GPU that it can use (driver, CUDA 13 and cuDNN 9 have to be there)";
    try {
      // First of all of PyTorch's libraries: the CPU's otherwise registers itself without it, and CUDA is never there.
      Loader.load(org.bytedeco.pytorch.global.torch_cuda.class);
    } catch (LinkageError | TypeNotPresentException e) {
      // Of PyTorch's library; or, once that is loaded, of bindings to CUDA itself, which nothing here uses.
      reason = "PyTorch's libraries for CUDA do not load (" + e.getMessage()
          + "); build with mvn -Pcuda for those, and name CUDA's own folders in LD_LIBRARY_PATH";
    }
    if (!torch.cuda_is_available()) {
      throw new IllegalArgumentException("device cuda is not available: " + reason);
    }
    return new Compute(device, halfLinear);
  }

  /** Whether it is a GPU. */
  public boolean isCuda() {
    return device.equals("cuda");
  }

  /** Whether linear layers compute in bfloat16. */
  public boolean halfLinear() {
    return halfLinear;
  }

  /** Numbers as a tensor. */
  public Tensor tensor(float[] values, long... shape) {
    return placed(Tensor.create(values, shape));
  }

  /** Whole numbers as a tensor. */
  public Tensor tensor(long[] values, long... shape) {
    return placed(Tensor.create(values, shape));
  }

  /**
   * A tensor of the same numbers here: the same one where it is here already.
   *
   * @throws RuntimeException PyTorch's own, when there is no room
   */
  public Tensor placed(Tensor tensor) {
    if (!isCuda() || tensor.is_cuda()) {
      return tensor;
    }
    return pinned(tensor).to(new Device(device), tensor.dtype(), true, false);
  }

  /** While a GPU copies from memory that the system does not move, the processor goes on; some systems give none. */
  private static Tensor pinned(Tensor tensor) {
    if (tensor.nbytes() >= MOST_PINNED) {
      return tensor;
    }
    try {
      return tensor.pin_memory();
    } catch (RuntimeException e) {
      return tensor;
    }
  }

  @Override
  public String toString() {
    return device + (halfLinear ? " in bfloat16" : " in float32");
  }
}
