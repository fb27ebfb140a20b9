package dev.assay.train.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ComputeTest {
  @Test
  void aDeviceThatThereIsNotIsRefusedWithASentence() {
    assertThatThrownBy(() -> Compute.on("tpu", false)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device has to be cpu or cuda, not 'tpu'");
    try {
      assertThat(Compute.on("cuda", true).isCuda()).isTrue();
    } catch (IllegalArgumentException e) { // most machines have none
      assertThat(e).hasMessageStartingWith("device cuda is not available: ");
    }
  }

  @Test
  void theProcessorIsAlwaysThere() {
    Compute compute = Compute.on("cpu", true);
    assertThat(compute.isCuda()).isFalse();
    assertThat(compute).hasToString("cpu in bfloat16");
    assertThat(compute.tensor(new float[]{1, 2, 3}, 3).sum().item_float()).isEqualTo(6);
  }
}
