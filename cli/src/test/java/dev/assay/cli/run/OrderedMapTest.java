package dev.assay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OrderedMapTest {
  @Test
  void keepsTheOrderHoweverLongEachTakes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Integer> results = new ArrayList<>();
    try (OrderedMap<Integer, Integer> map = new OrderedMap<>(numbers(100), 4, i -> {
      sleep(random.nextInt(5));
      return i * 2;
    })) {
      map.forEachRemaining(results::add);
    }
    assertThat(results).as("seed %d", seed).isEqualTo(IntStream.range(0, 100).map(i -> i * 2).boxed().toList());
  }

  @Test
  void drawsElementsOnlyAsFarAsItsWindow() {
    AtomicInteger drawn = new AtomicInteger();
    Iterator<Integer> endless = IntStream.generate(drawn::incrementAndGet).iterator();
    try (OrderedMap<Integer, Integer> map = new OrderedMap<>(endless, 2, i -> {
      sleep(i == 1 ? 200 : 0);
      return i;
    })) {
      assertThat(map.next()).isEqualTo(1);
    }
    assertThat(drawn).hasValueLessThanOrEqualTo(9);
  }

  @Test
  void beginsBeforeItIsAsked() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    try (OrderedMap<Integer, Integer> map = new OrderedMap<>(numbers(3), 2, i -> {
      begun.countDown();
      return i;
    })) {
      map.begin();
      begun.await();
      assertThat(List.of(map.next(), map.next(), map.next())).containsExactly(0, 1, 2);
      assertThat(map.hasNext()).isFalse();
    }
  }

  @Test
  void runsNoMoreAtATimeThanItHasThreads() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (OrderedMap<Integer, Integer> map = new OrderedMap<>(numbers(50), 3, i -> {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      sleep(2);
      running.decrementAndGet();
      return i;
    })) {
      map.forEachRemaining(i -> {
      });
    }
    assertThat(most.get()).isBetween(2, 3);
  }

  @Test
  void handsOnWhatTheFunctionThrows() {
    try (OrderedMap<Integer, Integer> map = new OrderedMap<>(numbers(1), 1, i -> {
      throw new IllegalArgumentException("no");
    })) {
      assertThatThrownBy(map::next).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
    }
  }

  @Test
  void aLookAheadCountsWithoutLosingAnything() {
    LookAhead<Integer> ahead = new LookAhead<>(numbers(20));
    assertThat(ahead.count(i -> i % 2 == 0, 3)).isEqualTo(4);
    List<Integer> all = new ArrayList<>();
    ahead.forEachRemaining(all::add);
    assertThat(all).isEqualTo(IntStream.range(0, 20).boxed().toList());
    assertThat(new LookAhead<>(numbers(4)).count(i -> true, 10)).isEqualTo(4);
  }

  private static Iterator<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().iterator();
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
