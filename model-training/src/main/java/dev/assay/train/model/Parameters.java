package dev.assay.train.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Named tensors that are trained. Drawn from N(0, 0.02), as BERT's, with Java's generator, so that a seed means the
 * same everywhere; biases are 0 and scales of layer norms 1. Not thread-safe.
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class Parameters {
  private static final double DEVIATION = 0.02;
  /** How far the curves of {@link #curves} go out: far enough to be told from the noise. */
  private static final double CURVE = 0.05;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Random random;
  private final Compute compute;

  /** None yet. */
  public Parameters(long seed, Compute compute) {
    this.random = new Random(seed);
    this.compute = compute;
  }

  /** Where they are. */
  public Compute compute() {
    return compute;
  }

  /** Adds a weight. */
  void weight(String name, long... shape) {
    put(name, drawn(DEVIATION, shape), shape);
  }

  /** Adds a weight that keeps the size of what is multiplied by it: its numbers are as large as so many inputs want. */
  void keeping(String name, int inputs, long... shape) {
    put(name, drawn(1 / Math.sqrt(inputs), shape), shape);
  }

  private float[] drawn(double deviation, long... shape) {
    float[] values = new float[Math.toIntExact(size(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** Adds a tensor that is the same everywhere. */
  void constant(String name, float value, long... shape) {
    float[] values = new float[Math.toIntExact(size(shape))];
    java.util.Arrays.fill(values, value);
    put(name, values, shape);
  }

  /**
   * Adds a table of books x entries x width in which entries with near numbers are alike: a book begins along a curve
   * of sines, the longest of which passes the book in half a wave, the shortest 32 times; the last entry is off it.
   */
  void curves(String name, int books, int entries, int width) {
    float[] values = new float[books * entries * width];
    for (int i = 0; i < values.length; i++) {
      int entry = i / width % entries;
      int number = i % width;
      int curve = number / 2; // a sine and a cosine of each wave length
      double waves = 0.5 * Math.pow(2, 14.0 * curve / width);
      double angle = Math.PI * waves * (2.0 * entry / (entries - 1) - 1);
      double place = entry == entries - 1 ? 0 : number % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      values[i] = (float) (CURVE * place + DEVIATION * random.nextGaussian());
    }
    put(name, values, books, entries, width);
  }

  /** Adds a linear layer, {@code name.weight} of [out, in] and {@code name.bias} of [out]. */
  void linear(String name, int in, int out) {
    weight(name + ".weight", out, in);
    constant(name + ".bias", 0, out);
  }

  /** Adds a layer norm. */
  void norm(String name, int width) {
    constant(name + ".weight", 1, width);
    constant(name + ".bias", 0, width);
  }

  /** Adds numbers that belong to the model and are not trained. */
  void fixed(String name, float[] values, long... shape) {
    tensors.put(name, compute.tensor(values, shape));
  }

  private void put(String name, float[] values, long... shape) {
    Tensor tensor = compute.tensor(values, shape);
    tensor.set_requires_grad(true);
    tensors.put(name, tensor);
  }

  /** The tensor of a name. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no parameter " + name + " among " + tensors.keySet());
    }
    return tensor;
  }

  /** All names, in the order in which they were added. */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** The names of those that are trained. */
  public List<String> trained() {
    return tensors.keySet().stream().filter(name -> tensors.get(name).requires_grad()).toList();
  }

  /** How many numbers there are in all. */
  public long count() {
    return tensors.values().stream().mapToLong(Tensor::numel).sum();
  }

  /** Copies of all values. */
  public Map<String, dev.assay.train.tensor.Tensor> values() {
    Map<String, dev.assay.train.tensor.Tensor> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, copy(tensor)));
    return values;
  }

  static dev.assay.train.tensor.Tensor copy(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    Tensor plain = tensor.detach().cpu().contiguous();
    new FloatPointer(plain.data_ptr()).get(values);
    int[] shape = new int[Math.toIntExact(plain.dim())];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(plain.size(i));
    }
    return dev.assay.train.tensor.Tensor.of(values, shape);
  }

  /**
   * Takes over the values of those names that are here; others are left alone on both sides.
   *
   * @return how many tensors were taken
   * @throws IllegalArgumentException when a shape does not fit
   */
  public int load(Map<String, dev.assay.train.tensor.Tensor> values) {
    int taken = 0;
    try (NoGradGuard guard = new NoGradGuard()) {
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        dev.assay.train.tensor.Tensor value = values.get(entry.getKey());
        if (value != null) {
          set(entry.getKey(), entry.getValue(), value);
          taken++;
        }
      }
    }
    return taken;
  }

  static void set(String name, Tensor tensor, dev.assay.train.tensor.Tensor value) {
    if (tensor.numel() != value.count()) {
      throw new IllegalArgumentException(name + " has " + value.count() + " numbers where " + tensor.numel()
          + " are needed; these weights are of another model");
    }
    tensor.copy_(Tensor.create(value.toArray(), value.count()).view_as(tensor)); // to wherever it is
  }

  private static long size(long... shape) {
    long size = 1;
    for (long side : shape) {
      size *= side;
    }
    return size;
  }

  static {
    torch.set_num_threads(Runtime.getRuntime().availableProcessors());
  }
}
