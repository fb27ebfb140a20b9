package dev.assay.train.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * AdamW (Loshchilov and Hutter) over some parameters. PyTorch's own cannot hand out its moments to Java, without
 * which a killed training could not resume exactly where it was. Not thread-safe.
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.98;
  private static final double EPSILON = 1e-8;
  private static final double MOST_NORM = 1.0;

  private final Parameters parameters;
  private final List<String> names;
  private final double weightDecay;
  private final Map<String, Tensor> first = new LinkedHashMap<>();
  private final Map<String, Tensor> second = new LinkedHashMap<>();
  private long steps;

  /** Over the named parameters. */
  public AdamW(Parameters parameters, List<String> names, double weightDecay) {
    this.parameters = parameters;
    this.names = names;
    this.weightDecay = weightDecay;
    for (String name : names) {
      first.put(name, torch.zeros_like(parameters.get(name).detach()));
      second.put(name, torch.zeros_like(parameters.get(name).detach()));
    }
  }

  /** Moves the parameters against their gradients, scaled down to a norm of 1 where larger, and forgets these. */
  public void step(double rate) {
    steps++;
    double bias1 = 1 - Math.pow(BETA1, (double) steps);
    double bias2 = 1 - Math.pow(BETA2, (double) steps);
    try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
      Tensor scale = scale(); // a tensor, so that a GPU need not be waited for
      for (String name : names) {
        Tensor parameter = parameters.get(name);
        Tensor gradient = parameter.grad();
        if (!gradient.defined()) {
          continue;
        }
        gradient.mul_(scale);
        Tensor m = first.get(name).mul_(new Scalar(BETA1)).add_(gradient, new Scalar(1 - BETA1));
        Tensor v = second.get(name).mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
        if (parameter.dim() > 1) {
          parameter.mul_(new Scalar(1 - rate * weightDecay));
        }
        Tensor divisor = v.div(new Scalar(bias2)).sqrt_().add_(new Scalar(EPSILON));
        parameter.addcdiv_(m, divisor, new Scalar(-rate / bias1));
        gradient.zero_();
      }
    }
  }

  /** What gradients are multiplied by: 1, or less where their norm is larger than 1. */
  private Tensor scale() {
    Tensor square = parameters.compute().tensor(new float[1], 1);
    for (String name : names) {
      Tensor gradient = parameters.get(name).grad();
      if (gradient.defined()) {
        square.add_(gradient.mul(gradient).sum());
      }
    }
    return square.sqrt_().add_(new Scalar(1e-6)).reciprocal_().mul_(new Scalar(MOST_NORM)).clamp_max_(new Scalar(1.0));
  }

  /** Everything that it remembers, under names of its own. */
  public Map<String, dev.assay.train.tensor.Tensor> state() {
    Map<String, dev.assay.train.tensor.Tensor> state = new LinkedHashMap<>();
    first.forEach((name, tensor) -> state.put("adam.first." + name, Parameters.copy(tensor)));
    second.forEach((name, tensor) -> state.put("adam.second." + name, Parameters.copy(tensor)));
    state.put("adam.steps", dev.assay.train.tensor.Tensor.of(new float[]{steps}, 1));
    return state;
  }

  /** Goes on from a state. */
  public void load(Map<String, dev.assay.train.tensor.Tensor> state) {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (String name : names) {
        Parameters.set(name, first.get(name), state.get("adam.first." + name));
        Parameters.set(name, second.get(name), state.get("adam.second." + name));
      }
    }
    steps = (long) state.get("adam.steps").toArray()[0];
  }
}
