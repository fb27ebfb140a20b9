package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.concurrent.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CpuBudgetTest {
  @ParameterizedTest
  @CsvSource({"2,50,1", "2,100,2", "2,10,1", "16,50,8", "16,1,1", "3,50,1", "1,100,1"})
  void hasAsManyPlacesAsTheShareHasCores(int cores, int percent, int slots) {
    assertThat(CpuBudget.share(cores, percent, () -> false).slots()).isEqualTo(slots);
  }

  @Test
  void neverLetsMoreGoOnThanThereAreSlots() throws InterruptedException {
    CpuBudget budget = CpuBudget.slots(2);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(Thread.ofVirtual().start(() -> budget.run(Cancellation.never(), inner -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.yield();
        return running.decrementAndGet();
      })));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 2);
    assertThat(running).hasValue(0);
  }

  @Test
  void beginsNothingWhileItIsPausedOrOthersComeFirst() throws InterruptedException {
    AtomicBoolean others = new AtomicBoolean(true);
    CpuBudget budget = CpuBudget.share(1, 100, others::get);
    budget.pause();
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean mayRun = new AtomicBoolean();
    AtomicBoolean ranEarly = new AtomicBoolean();
    Thread worker = Thread.ofVirtual().start(() -> budget.run(Cancellation.never(), inner -> {
      ranEarly.set(!mayRun.get());
      done.countDown();
      return 0;
    }));
    others.set(false);
    Thread.sleep(60);
    others.set(true);
    budget.resume();
    Thread.sleep(60);
    mayRun.set(true);
    others.set(false);
    done.await();
    worker.join();
    assertThat(ranEarly).isFalse();
  }

  @Test
  void givesUpWaitingWhenCancelled() {
    CpuBudget budget = CpuBudget.slots(1);
    budget.pause();
    Cancellation cancellation = new Cancellation();
    Thread.ofVirtual().start(() -> {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      cancellation.cancel();
    });
    assertThatThrownBy(() -> budget.run(cancellation, inner -> 0)).isInstanceOf(CancellationException.class);
  }

  @Test
  void letsTheNextOneBeginWhenWorkFails() {
    CpuBudget budget = CpuBudget.slots(1);
    assertThatThrownBy(() -> budget.run(Cancellation.never(), inner -> {
      throw new IllegalStateException("no");
    })).hasMessage("no");
    int result = budget.run(Cancellation.never(), inner -> 7);
    assertThat(result).isEqualTo(7);
  }
}
