package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Examples;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import dev.assay.wire.Request;
import dev.assay.wire.TargetMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of a sequence is as good as the whole, and needs each of its passes. */
class PipelineMinimiserTest {
  private static final TargetMachine MACHINE =
      new TargetMachine("x86_64-unknown-linux-gnu", "x86-64", "", "", 2, "pic", "");

  /** LLVM aborts on the second pass: it needs MemorySSA, which this spelling does not give. */
  private static final List<String> CRASHING = List.of("function(sroa)", "function(loop(licm))");

  private static WorkerPool pool;
  private static List<Unit> units;

  @BeforeAll
  static void start() throws Exception {
    pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
    units = Examples.units(pool).stream().filter(unit -> unit.instructionCount() > 30).limit(8).toList();
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  /** What the shipped probes would have suggested: a long one for each unit. */
  private static List<String> sequence(int unit) throws Exception {
    List<List<String>> all = BundleReader.shipped().probes().probes().stream()
        .map(probe -> probe.passes().stream().filter(Pass::isSuggestable).map(Pass::pipeline).toList())
        .filter(passes -> passes.size() > 10).toList();
    return all.get(unit * 7 % all.size());
  }

  private static List<String> minimise(Unit unit, List<String> sequence, PipelineMinimiser.Aim aim) {
    return new PipelineMinimiser(pool, Quarantine.inMemory()).minimise(unit, sequence, aim, Cancellation.never());
  }

  private static boolean isPart(List<String> part, List<String> whole) {
    int next = 0;
    for (String pass : whole) {
      next += next < part.size() && part.get(next).equals(pass) ? 1 : 0;
    }
    return next == part.size();
  }

  /** By means that share nothing with the search: whole rows. */
  private static List<Integer> counts(Unit unit, List<List<String>> sequences) {
    return new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofMinutes(2))
        .run(unit, sequences, Cancellation.never()).stream()
        .map(outcome -> ((Outcome.Measured) outcome).observation().instructionCount()).toList();
  }

  @Test
  void noPassOfWhatIsLeftCanBeLeftOut() throws Exception {
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      List<String> sequence = sequence(i);
      List<String> shortest = minimise(unit, sequence, PipelineMinimiser.Aim.INSTRUCTIONS);

      assertThat(isPart(shortest, sequence)).as("%s: %s of %s", unit, shortest, sequence).isTrue();
      List<List<String>> rows = new ArrayList<>(List.of(sequence, shortest));
      for (int pass = 0; pass < shortest.size(); pass++) {
        List<String> without = new ArrayList<>(shortest);
        without.remove(pass);
        rows.add(without);
      }
      List<Integer> counts = counts(unit, rows);
      assertThat(counts.get(1)).as("%s: %s", unit, shortest).isLessThanOrEqualTo(counts.get(0));
      if (shortest.size() > 1) {
        assertThat(counts.subList(2, counts.size())).as("%s: %s", unit, shortest)
            .allSatisfy(count -> assertThat(count).isGreaterThan(counts.get(1)));
      }
    }
  }

  @Test
  void codeAndThePassesThatFollowCount() throws Exception {
    VariantRunner runner = new VariantRunner(pool, Quarantine.inMemory());
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      List<String> sequence = sequence(i);
      String then = i % 2 == 0 ? "default<Oz>" : "";
      List<String> shortest =
          minimise(unit, sequence, new PipelineMinimiser.Aim(then, Optional.of(MACHINE), true, Objective.BYTES));

      assertThat(isPart(shortest, sequence)).as("%s: %s of %s", unit, shortest, sequence).isTrue();
      assertThat(shortest).as("%s", unit).hasSizeLessThan(sequence.size());
      long before = bytes(runner, unit, sequence, then);
      assertThat(bytes(runner, unit, shortest, then)).as("%s: %s", unit, shortest).isLessThanOrEqualTo(before);
    }
  }

  private static long bytes(VariantRunner runner, Unit unit, List<String> passes, String then) {
    List<String> all = new ArrayList<>(passes);
    if (!then.isEmpty()) {
      all.add(then);
    }
    VariantResult result =
        runner.run(unit, Request.Variant.on(MACHINE, String.join(",", all)).withCode(), Cancellation.never());
    return ((CodeSize.Bytes) ((VariantResult.Ran) result).code()).bytes();
  }

  @Test
  void passesThatChangeNothingGo() {
    Unit unit = units.getFirst();
    List<String> sequence = new ArrayList<>(Collections.nCopies(20, "function(mem2reg)"));
    assertThat(minimise(unit, sequence, PipelineMinimiser.Aim.INSTRUCTIONS)).containsExactly("function(mem2reg)");
  }

  @Test
  void aSequenceThatKillsItsWorkerStaysAndIsNotTriedAgain() {
    Unit unit = Examples.functions(pool, """
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
        """).getFirst();
    PipelineMinimiser minimiser = new PipelineMinimiser(pool, Quarantine.inMemory());
    assertThat(minimiser.minimise(unit, CRASHING, PipelineMinimiser.Aim.INSTRUCTIONS, Cancellation.never()))
        .isEqualTo(CRASHING);
    Examples.functions(pool, "define void @g() {\n  ret void\n}\n"); // a worker is there again
    long started = pool.startedCount();
    assertThat(minimiser.minimise(unit, CRASHING, PipelineMinimiser.Aim.INSTRUCTIONS, Cancellation.never()))
        .isEqualTo(CRASHING);
    assertThat(pool.startedCount()).isEqualTo(started);
  }
}
