package dev.assay.train.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

/** Against steps that are computed here, number by number, as Loshchilov and Hutter have them. */
@SuppressWarnings("try") // scopes act by being open
class AdamWTest {
  private static final double RATE = 0.1;
  private static final double DECAY = 0.25;

  private final Parameters parameters = new Parameters(1, Compute.CPU);

  AdamWTest() {
    parameters.constant("matrix", 2, 1, 2);
    parameters.constant("bias", 2, 2);
    parameters.constant("alone", 3, 1, 1);
  }

  /** A step along the gradients of matrix . a + bias . b, which are a and b. */
  private void step(AdamW optimiser, float[] a, float[] b) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor loss = parameters.get("matrix").mul(org.bytedeco.pytorch.Tensor.create(a, 1, 2)).sum()
          .add(parameters.get("bias").mul(org.bytedeco.pytorch.Tensor.create(b, 2)).sum());
      loss.backward();
      optimiser.step(RATE);
    }
  }

  private float[] value(String name) {
    return parameters.values().get(name).toArray();
  }

  /** One number through steps with these gradients. */
  private static double expected(double start, double decay, double... gradients) {
    double x = start;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= gradients.length; t++) {
      m = 0.9 * m + 0.1 * gradients[t - 1];
      v = 0.98 * v + 0.02 * gradients[t - 1] * gradients[t - 1];
      x *= 1 - RATE * decay;
      x -= RATE * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.98, t))) + 1e-8);
    }
    return x;
  }

  @Test
  void threeStepsAreWhatTheFormulaSays() {
    AdamW optimiser = new AdamW(parameters, List.of("matrix", "bias"), DECAY);
    step(optimiser, new float[]{0.3f, -0.1f}, new float[]{0.2f, 0});
    step(optimiser, new float[]{0.1f, -0.4f}, new float[]{-0.3f, 0});
    step(optimiser, new float[]{-0.5f, -0.2f}, new float[]{0.1f, 0});
    assertThat((double) value("matrix")[0]).isCloseTo(expected(2, DECAY, 0.3, 0.1, -0.5), within(1e-5));
    assertThat((double) value("matrix")[1]).isCloseTo(expected(2, DECAY, -0.1, -0.4, -0.2), within(1e-5));
    assertThat((double) value("bias")[0]).as("biases do not decay").isCloseTo(expected(2, 0, 0.2, -0.3, 0.1),
        within(1e-5));
    assertThat(value("bias")[1]).isEqualTo(2f);
    assertThat(value("alone")).as("it is not among those that are trained").containsExactly(3f);
  }

  @Test
  void gradientsAreScaledDownTogetherToANormOfOne() {
    AdamW optimiser = new AdamW(parameters, List.of("matrix", "bias"), 0);
    step(optimiser, new float[]{3, 0}, new float[]{0, 4});
    // The first step is the rate, whatever the gradient's size; the second shows the scale.
    step(optimiser, new float[]{0.06f, 0}, new float[]{0, 0.08f});
    assertThat((double) value("matrix")[0]).isCloseTo(expected(2, 0, 3 / 5.0, 0.06), within(1e-5));
    assertThat((double) value("bias")[1]).isCloseTo(expected(2, 0, 4 / 5.0, 0.08), within(1e-5));
  }

  @Test
  void gradientsAreForgottenAfterAStep() {
    AdamW optimiser = new AdamW(parameters, List.of("matrix", "bias"), 0);
    step(optimiser, new float[]{0.3f, 0.3f}, new float[]{0.1f, 0.1f});
    step(optimiser, new float[]{0, 0}, new float[]{0, 0});
    assertThat((double) value("matrix")[0]).isCloseTo(expected(2, 0, 0.3, 0), within(1e-5));
  }

  @Test
  void aStateThatIsLoadedGoesOnAsTheFirstWouldHave() {
    AdamW first = new AdamW(parameters, List.of("matrix", "bias"), DECAY);
    step(first, new float[]{0.3f, -0.1f}, new float[]{0.2f, 0.1f});
    Map<String, Tensor> state = first.state();
    Map<String, Tensor> weights = parameters.values();
    step(first, new float[]{0.1f, 0.2f}, new float[]{0.3f, 0.1f});
    float[] wanted = value("matrix");

    parameters.load(weights);
    AdamW second = new AdamW(parameters, List.of("matrix", "bias"), DECAY);
    second.load(state);
    step(second, new float[]{0.1f, 0.2f}, new float[]{0.3f, 0.1f});
    assertThat(value("matrix")).containsExactly(wanted);
  }
}
