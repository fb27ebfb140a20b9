package dev.assay.train.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

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
  /** Of all parameters one after the other, as are their gradients and moments: a step is a few operations in all. */
  private final Tensor values;
  private final Tensor gradients;
  private final Tensor first;
  private final Tensor second;
  /** 1 where a weight decays, else 0. */
  private final Tensor decays;
  private long steps;

  /** Over the named parameters, whose numbers it moves next to each other. */
  public AdamW(Parameters parameters, List<String> names, double weightDecay) {
    this.parameters = parameters;
    this.names = List.copyOf(names);
    this.weightDecay = weightDecay;
    int all = Math.toIntExact(names.stream().mapToLong(name -> parameters.get(name).numel()).sum());
    this.values = zeros(all);
    this.gradients = zeros(all);
    this.first = zeros(all);
    this.second = zeros(all);
    this.decays = zeros(all);
    try (NoGradGuard guard = new NoGradGuard()) {
      forEach(values, (name, place) -> {
        place.copy_(parameters.get(name));
        parameters.get(name).set_data(place);
      });
      forEach(gradients, (name, place) -> parameters.get(name).mutable_grad().put(place));
      forEach(decays, (name, place) -> place.fill_(new Scalar(place.dim() > 1 ? 1.0 : 0.0)));
    }
  }

  private Tensor zeros(int count) {
    return parameters.compute().tensor(new float[count], count);
  }

  /** Each parameter's part of numbers that are one after the other, in its shape. */
  private void forEach(Tensor numbers, BiConsumer<String, Tensor> action) {
    long from = 0;
    for (String name : names) {
      Tensor parameter = parameters.get(name);
      action.accept(name, numbers.narrow(0, from, parameter.numel()).view_as(parameter));
      from += parameter.numel();
    }
  }

  /** Moves the parameters against their gradients, scaled down to a norm of 1 where larger, and forgets these. */
  public void step(double rate) {
    steps++;
    double bias1 = 1 - Math.pow(BETA1, (double) steps);
    double bias2 = 1 - Math.pow(BETA2, (double) steps);
    try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
      gradients.mul_(scale()); // by a tensor, so that a GPU need not be waited for
      first.mul_(new Scalar(BETA1)).add_(gradients, new Scalar(1 - BETA1));
      second.mul_(new Scalar(BETA2)).addcmul_(gradients, gradients, new Scalar(1 - BETA2));
      values.mul_(decays.mul(new Scalar(-rate * weightDecay)).add_(new Scalar(1.0)));
      Tensor divisor = second.div(new Scalar(bias2)).sqrt_().add_(new Scalar(EPSILON));
      values.addcdiv_(first, divisor, new Scalar(-rate / bias1));
      gradients.zero_();
    }
  }

  /** What gradients are multiplied by: 1, or less where their norm is larger than 1. */
  private Tensor scale() {
    Tensor norm = gradients.mul(gradients).sum().sqrt_();
    return norm.add_(new Scalar(1e-6)).reciprocal_().mul_(new Scalar(MOST_NORM)).clamp_max_(new Scalar(1.0));
  }

  /** Everything that it remembers, under names of its own. */
  public Map<String, dev.assay.train.tensor.Tensor> state() {
    Map<String, dev.assay.train.tensor.Tensor> state = new LinkedHashMap<>();
    forEach(first, (name, part) -> state.put("adam.first." + name, Parameters.copy(part)));
    forEach(second, (name, part) -> state.put("adam.second." + name, Parameters.copy(part)));
    state.put("adam.steps", dev.assay.train.tensor.Tensor.of(new float[]{steps}, 1));
    return state;
  }

  /** Goes on from a state. */
  public void load(Map<String, dev.assay.train.tensor.Tensor> state) {
    try (NoGradGuard guard = new NoGradGuard()) {
      forEach(first, (name, part) -> Parameters.set(name, part, state.get("adam.first." + name)));
      forEach(second, (name, part) -> Parameters.set(name, part, state.get("adam.second." + name)));
    }
    steps = (long) state.get("adam.steps").toArray()[0];
  }
}
