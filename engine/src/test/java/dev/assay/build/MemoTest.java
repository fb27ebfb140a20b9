package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {
  private final Memo<String, Integer> memo = new Memo<>();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void eachValueIsMadeOnceHoweverManyAsk() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> memo.get("a", made::incrementAndGet)));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
    assertThat(memo.get("b", made::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void workThatIsCancelledIsDoneAgain() {
    assertThatThrownBy(() -> memo.get("a", () -> {
      throw new CancellationException("cancelled");
    })).isInstanceOf(CancellationException.class);
    assertThat(memo.get("a", made::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void whatIsKnownIsWhatHasBeenMade() {
    assertThat(memo.known("a")).isEmpty();
    memo.get("a", made::incrementAndGet);
    assertThat(memo.known("a")).contains(1);
    assertThat(memo.known("b")).isEmpty();
  }
}
