package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Examples;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.SourceReader;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a pass may do to its process costs a row, never the batch, never the server. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ProbeFaultTest {
  private static final List<String> GOOD = List.of("function(sroa)", "function(simplifycfg)");

  /** LLVM aborts on it: the pass needs MemorySSA, which this spelling does not give. */
  private static final List<String> CRASHING = List.of("function(sroa)", "function(loop(licm))");

  /** One piece that takes many seconds. */
  private static final String SLOW = slow(100_000);

  private static final String LOOP = """
      define i32 @f(ptr %p, i32 %n) {
      entry:
        br label %loop
      loop:
        %i = phi i32 [ 0, %entry ], [ %next, %loop ]
        %v = load i32, ptr %p
        %next = add i32 %i, %v
        %more = icmp slt i32 %next, %n
        br i1 %more, label %loop, label %exit
      exit:
        ret i32 %next
      }
      """;

  private WorkerPool pool;

  private static String slow(int times) {
    return String.join(",", Collections.nCopies(times, "function(gvn),function(slsr)"));
  }

  private WorkerPool start(WorkerOptions options) throws Exception {
    pool = new WorkerPool(options, LlvmDistribution.unpack());
    return pool;
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  private List<Outcome> run(Quarantine quarantine, Unit unit, List<List<String>> sequences) {
    return new ProbeRunner(pool, quarantine, Duration.ofSeconds(60)).run(unit, sequences, Cancellation.never());
  }

  private static String large(int instructions) {
    StringBuilder ir = new StringBuilder("define i32 @large(i32 %a0, ptr %p) {\n");
    for (int i = 1; i < instructions; i++) {
      ir.append("  %a").append(i).append(" = add i32 %a").append(i - 1).append(", ").append(i % 7).append('\n');
    }
    return ir.append("  ret i32 %a").append(instructions - 1).append("\n}\n").toString();
  }

  @Test
  void aPassThatCrashesCostsItsOwnRowAndIsNotTriedAgain(@TempDir Path folder) throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Path file = folder.resolve("quarantine.tsv");
    Unit unit = Examples.functions(pool, LOOP).get(0);
    List<List<String>> rows = List.of(GOOD, CRASHING, List.of("function(early-cse)"));

    List<Outcome> outcomes = run(Quarantine.inFile(file), unit, rows);

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Measured.class);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Measured.class);
    assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Missing.class, missing -> {
      assertThat(missing.reason()).isEqualTo(Outcome.Reason.CRASHED);
      assertThat(missing.detail()).contains("LLVM ERROR");
    });
    long started = pool.startedCount();
    assertThat(started).isEqualTo(2);

    Files.writeString(file, "a damaged line\n", java.nio.file.StandardOpenOption.APPEND);
    List<Outcome> again = run(Quarantine.inFile(file), unit, rows);

    assertThat(again.get(1)).isInstanceOfSatisfying(Outcome.Missing.class,
        missing -> assertThat(missing.reason()).isEqualTo(Outcome.Reason.QUARANTINED));
    assertThat(again.get(0)).isEqualTo(outcomes.get(0));
    assertThat(pool.startedCount()).isEqualTo(started);
  }

  @Test
  void aStepBeyondItsTimeCostsItsRow() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofMillis(400)));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    List<Outcome> outcomes = run(Quarantine.inMemory(), unit, List.of(GOOD, List.of(SLOW)));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Measured.class);
    assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Missing.class,
        missing -> assertThat(missing.reason()).isEqualTo(Outcome.Reason.TIMED_OUT));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere it is not sure that the processor's time is known")
  void aStepThatWaitsForTheProcessorKeepsItsRow() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofSeconds(2)));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    long worker = pool.pids().get(0);
    Quarantine quarantine = Quarantine.inMemory();
    CompletableFuture<List<Outcome>> running =
        CompletableFuture.supplyAsync(() -> run(quarantine, unit, List.of(List.of(slow(1_000)))));
    // The worker waits, whatever else the machine does: mostly in the middle of its step, which needs no 2 s.
    for (int i = 0; i < 3 && !running.isDone(); i++) {
      signal("STOP", worker);
      Thread.sleep(2_500);
      signal("CONT", worker);
      Thread.sleep(20);
    }

    assertThat(running.get(100, TimeUnit.SECONDS).get(0)).isInstanceOf(Outcome.Measured.class);
    assertThat(pool.startedCount()).isOne();
  }

  @Test
  void anUnknownPassIsRefusedInLlvmsWords() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Unit unit = Examples.functions(pool, LOOP).get(0);

    List<Outcome> outcomes = run(Quarantine.inMemory(), unit, List.of(List.of("no-such-pass"), GOOD));

    assertThat(outcomes.get(0)).isInstanceOfSatisfying(Outcome.Missing.class, missing -> {
      assertThat(missing.reason()).isEqualTo(Outcome.Reason.REFUSED);
      assertThat(missing.detail()).contains("no-such-pass");
    });
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Measured.class);
  }

  @Test
  void aWorkerKilledInMidBatchIsReplaced() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    List<List<String>> rows = List.of(GOOD, List.of(slow(20_000)), List.of("function(sccp)"));
    ProcessHandle worker = ProcessHandle.of(pool.pids().get(0)).orElseThrow();
    CompletableFuture<List<Outcome>> running =
        CompletableFuture.supplyAsync(() -> run(Quarantine.inMemory(), unit, rows));
    Thread.sleep(100);
    worker.destroyForcibly();
    worker.onExit().get(60, TimeUnit.SECONDS);

    List<Outcome> outcomes = running.get(100, TimeUnit.SECONDS);

    assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
    assertThat(run(Quarantine.inMemory(), unit, List.of(GOOD)).get(0)).isInstanceOf(Outcome.Measured.class);
    assertThat(pool.startedCount()).isEqualTo(2);
    assertThat(pool.pids()).hasSize(1);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that stops a process")
  void aWorkerKilledWhileItIsIdleCostsNothing() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    long worker = pool.pids().get(0);
    Quarantine quarantine = Quarantine.inMemory();

    signal("STOP", worker); // so that it cannot take up what it is sent
    CompletableFuture<List<Outcome>> running =
        CompletableFuture.supplyAsync(() -> run(quarantine, unit, List.of(GOOD)));
    Thread.sleep(100);
    signal("KILL", worker);

    assertThat(running.get(100, TimeUnit.SECONDS).get(0)).isInstanceOf(Outcome.Measured.class);
    assertThat(pool.pids()).hasSize(1).doesNotContain(worker);
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void aWorkerThatGrowsIsStopped() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1).withMemoryLimitBytes(256L << 20));
    ReadResult result = Examples.read(pool, large(900_000));

    assertThat(result.units()).isEmpty();
    assertThat(result.problems().get(0).message()).contains("needed more than 256 MiB");
    assertThat(Examples.functions(pool, LOOP)).hasSize(1);
  }

  @Test
  void aLargeFunctionGivesPartialResultsInTime() throws Exception {
    start(WorkerOptions.defaults().withWorkers(2));
    Unit unit = Examples.functions(pool, large(20_000)).get(0);
    assertThat(unit.instructionCount()).isEqualTo(20_000);
    ProbeRunner runner = new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofSeconds(2));
    List<List<String>> rows = new ArrayList<>(List.of(List.of("function(dce)")));
    for (int i = 0; i < 400; i++) {
      rows.add(List.of("function(reassociate)", "function(gvn)", PassCatalogue.standard().get(i % 100).pipeline(),
          "function(early-cse)", PassCatalogue.standard().get(i % 97).pipeline()));
    }

    long start = System.nanoTime();
    List<Outcome> outcomes = runner.run(unit, rows, Cancellation.never());

    assertThat(outcomes).hasSize(401).doesNotContainNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void cancellationStopsTheWork() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    Cancellation cancellation = new Cancellation();
    List<List<String>> rows = List.of(GOOD, List.of(SLOW));
    CompletableFuture<Long> ended = CompletableFuture.supplyAsync(() -> {
      assertThatThrownBy(
          () -> new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofMinutes(1)).run(unit, rows, cancellation))
          .isInstanceOf(CancellationException.class);
      return System.nanoTime();
    });
    Thread.sleep(700);
    long asked = System.nanoTime();
    cancellation.cancel();
    long millis = (ended.get(60, TimeUnit.SECONDS) - asked) / 1_000_000;
    System.out.println("cancelled within " + millis + " ms");

    assertThat(millis).as("100 ms, and what a loaded machine adds").isLessThan(5000);
    assertThat(run(Quarantine.inMemory(), Examples.functions(pool, LOOP).get(0), List.of(GOOD)).get(0))
        .isInstanceOf(Outcome.Measured.class);
  }

  @Test
  void bitcodeThatIsCutOffIsAProblem() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    byte[] whole = Examples.functions(pool, LOOP).get(0).bitcode();
    for (byte[] bytes : List.of(Arrays.copyOf(whole, whole.length / 2), Arrays.copyOf(whole, 5),
        "BC garbage".getBytes(StandardCharsets.ISO_8859_1))) {
      ReadResult result = new SourceReader(pool).functions(new SourceFile(Path.of("/cut.bc"), bytes, Optional.empty()),
          Set.of(), Cancellation.never());
      assertThat(result.units()).isEmpty();
      assertThat(result.problems()).hasSize(1);
      assertThat(result.problems().get(0).toString()).startsWith("/cut.bc:");
    }
    assertThat(Examples.functions(pool, LOOP)).hasSize(1);
  }

  @Test
  void aUnitThatKillsWorkersInThreePiecesIsLeftAlone() throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    Quarantine quarantine = Quarantine.inMemory();
    List<List<String>> rows =
        List.of(List.of("function(loop(licm))"), List.of("function(sroa)", "function(loop(lnicm))"),
            List.of("function(gvn)", "function(loop(licm<no-allowspeculation>))"),
            List.of("function(dce)", "function(loop(licm<allowspeculation>))"), GOOD);

    run(quarantine, unit, rows);

    assertThat(pool.startedCount()).isEqualTo(3);
    assertThat(quarantine.reasonAgainst(unit.hash())).isPresent();
    assertThat(run(quarantine, unit, List.of(GOOD)).get(0)).isInstanceOf(Outcome.Missing.class);
  }

  @Test
  void aPassThatKillsTwoWorkersCostsItsOwnRowsAlone(@TempDir Path folder) throws Exception {
    start(WorkerOptions.defaults().withWorkers(1));
    Unit unit = Examples.functions(pool, LOOP).get(0);
    Path file = folder.resolve("quarantine.tsv");
    List<List<String>> rows =
        List.of(List.of("function(loop(licm))"), List.of("function(sroa)", "function(loop(licm))"), GOOD,
            List.of("function(gvn)", "function(loop(licm))", "function(dce)"),
            List.of("function(dce)", "function(loop(licm))"), List.of("function(gvn)", "function(dce)"));

    for (int expected : new int[]{2, 0}) {
      Quarantine quarantine = Quarantine.inFile(file);
      List<Outcome> outcomes = run(quarantine, unit, rows);
      assertThat(List.of(outcomes.get(2), outcomes.get(5))).allMatch(Outcome.Measured.class::isInstance);
      List<Outcome.Missing> missing =
          Stream.of(0, 1, 3, 4).map(outcomes::get).map(Outcome.Missing.class::cast).toList();
      assertThat(missing).filteredOn(one -> one.reason() == Outcome.Reason.CRASHED).hasSize(expected);
      assertThat(missing).filteredOn(one -> one.reason() == Outcome.Reason.QUARANTINED).hasSize(4 - expected);
      assertThat(missing).filteredOn(one -> one.reason() == Outcome.Reason.QUARANTINED)
          .extracting(Outcome.Missing::detail)
          .anyMatch(detail -> detail.startsWith("function(loop(licm)) killed 2 workers on this code before: "));
      assertThat(quarantine.reasonAgainst(unit.hash())).isEmpty();
    }
    assertThat(pool.startedCount()).as("the second run knows").isEqualTo(3);
  }
}
