package dev.assay.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingTest {
  @Test
  void resultsComeInTheOrderOfTheWork() {
    Cancellation all = new Cancellation();
    assertThat(Waiting
        .<Integer>results(List.of(CompletableFuture.completedFuture(2), CompletableFuture.completedFuture(1)), all))
        .containsExactly(2, 1);
    assertThat(all.isCancelled()).isFalse();
  }

  @Test
  void whatTheWorkThrewIsThrownAndTheRestCancelled() {
    Cancellation all = new Cancellation();
    IllegalArgumentException failure = new IllegalArgumentException("no");
    assertThatThrownBy(() -> Waiting.results(List.of(CompletableFuture.failedFuture(failure)), all)).isSameAs(failure);
    assertThat(all.isCancelled()).isTrue();
    assertThatThrownBy(() -> Waiting.result(CompletableFuture.failedFuture(new IOException("disk"))))
        .isInstanceOf(IllegalStateException.class).hasRootCauseMessage("disk");
  }

  @Test
  void interruptionCancelsAndIsKept() {
    Cancellation all = new Cancellation();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Waiting.results(List.of(new CompletableFuture<Integer>()), all))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(all.isCancelled()).isTrue();
  }
}
