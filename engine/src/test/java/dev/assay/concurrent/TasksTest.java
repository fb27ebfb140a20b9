package dev.assay.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TasksTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void each_is_done_once_and_results_are_in_their_order(int processors) {
    AtomicInteger done = new AtomicInteger();
    try (Tasks tasks = new Processors(processors).tasks()) {
      assertThat(tasks.width()).isEqualTo(processors + 1);
      List<Future<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = i;
        futures.add(tasks.submit(() -> {
          done.incrementAndGet();
          return number;
        }));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(tasks.result(futures.get(i))).isEqualTo(i);
      }
    }
    assertThat(done).hasValue(100);
  }

  @Test
  void without_help_the_waiting_thread_does_them_all_in_order() {
    List<Thread> threads = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    try (Tasks tasks = new Processors(0).tasks()) {
      List<Future<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int number = i;
        futures.add(tasks.submit(() -> {
          threads.add(Thread.currentThread());
          order.add(number);
          return number;
        }));
      }
      assertThat(tasks.result(futures.getLast())).isEqualTo(2);
    }
    assertThat(threads).containsOnly(Thread.currentThread());
    assertThat(order).containsExactly(0, 1, 2);
  }

  @Test
  void free_processors_help() throws Exception {
    CountDownLatch together = new CountDownLatch(3);
    try (Tasks tasks = new Processors(2).tasks()) {
      List<Future<Boolean>> futures = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        futures.add(tasks.submit(() -> {
          together.countDown();
          return together.await(30, TimeUnit.SECONDS);
        }));
      }
      for (Future<Boolean> future : futures) {
        assertThat(tasks.result(future)).as("all three at a time").isTrue();
      }
    }
  }

  @Test
  void work_on_processors_that_others_have_goes_on_alone() throws Exception {
    Processors processors = new Processors(1);
    int sum = processors.with(() -> {
      int all = 0;
      try (Tasks tasks = processors.tasks()) {
        assertThat(tasks.width()).isEqualTo(1);
        List<Future<Integer>> futures = List.of(tasks.submit(() -> 1), tasks.submit(() -> 2), tasks.submit(() -> 3));
        for (Future<Integer> future : futures) {
          all += tasks.result(future);
        }
      }
      return all;
    });
    assertThat(sum).isEqualTo(6);
    assertThat(processors.<Integer, RuntimeException>with(() -> 7)).as("the processor is free again").isEqualTo(7);
  }

  @Test
  void what_a_task_throws_is_thrown_where_it_is_waited_for_and_what_nobody_began_is_forgotten() {
    AtomicInteger done = new AtomicInteger();
    Future<Integer> forgotten;
    try (Tasks tasks = new Processors(0).tasks()) {
      Future<Integer> failing = tasks.submit(() -> {
        throw new IllegalArgumentException("no");
      });
      forgotten = tasks.submit(done::incrementAndGet);
      assertThatThrownBy(() -> tasks.result(failing)).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
    }
    assertThat(done).hasValue(0);
    assertThatThrownBy(() -> Waiting.result(forgotten)).isInstanceOf(CancellationException.class);
  }
}
