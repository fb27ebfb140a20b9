package dev.assay.intellij.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // such clocks may overflow
  private final RestartPolicy policy = new RestartPolicy(now::get);

  @Test
  void fourWithinThreeMinutes() {
    for (int i = 0; i < RestartPolicy.MOST; i++) {
      assertThat(policy.tryRestart()).isTrue();
      now.addAndGet(Duration.ofSeconds(30).toNanos());
    }
    assertThat(policy.tryRestart()).isFalse();
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(policy.tryRestart()).isTrue();
    assertThat(policy.tryRestart()).isFalse();
  }

  @Test
  void theUserMayAlways() {
    while (policy.tryRestart()) {
      now.incrementAndGet();
    }
    policy.reset();
    assertThat(policy.tryRestart()).isTrue();
  }
}
