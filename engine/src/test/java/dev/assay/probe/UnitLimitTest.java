package dev.assay.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.IrReader;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class UnitLimitTest {
  /** Keeps a worker busy for minutes: it expands to 2^48 tokens. */
  private static final String ENDLESS = """
      #define A(x) x x x x x x x x
      #define B(x) A(A(A(A(x))))
      int f(void) { return 0 B(B(B(B(+ 1)))); }
      """;
  private static final Duration LIMIT = Duration.ofSeconds(4);

  @Test
  void theTimeOfAUnitDoesNotRunWhileItWaitsForAWorker() throws Exception {
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofMinutes(2)),
        LlvmDistribution.unpack())) {
      Unit unit = new IrReader(pool)
          .functions("define i32 @f(i32 %x) {\n  %y = add i32 %x, 0\n  ret i32 %y\n}\n".getBytes(UTF_8), "a.ll",
              Set.of(), Cancellation.never())
          .units().getFirst();
      Cancellation occupation = new Cancellation();
      CountDownLatch occupied = new CountDownLatch(1);
      Thread occupant = Thread.ofPlatform().start(() -> {
        try {
          pool.call(new Request.Outline(ENDLESS.getBytes(UTF_8), "/a.c", List.of("-x", "c")), reply -> {
          }, occupied::countDown, occupation);
        } catch (CancellationException | WorkerFailure e) {
          // It is cancelled below, which kills the worker.
        }
      });
      occupied.await();
      Thread release = Thread.ofPlatform().start(() -> {
        try {
          Thread.sleep(LIMIT.plusSeconds(1));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        occupation.cancel();
      });
      List<Outcome> outcomes = new ProbeRunner(pool, Quarantine.inMemory(), LIMIT).run(unit,
          List.of(List.of("instcombine")), (row, outcome) -> {
          }, Cancellation.never());
      release.join();
      occupant.join();
      assertThat(outcomes).singleElement().isInstanceOf(Outcome.Measured.class);
    }
  }
}
