package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Examples;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Quarantine;
import dev.assay.wire.Request;
import dev.assay.wire.TargetMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Variants that are run together leave what each leaves alone, and one that kills its worker costs no other. */
class VariantRunnerTest {
  private static final TargetMachine MACHINE =
      new TargetMachine("x86_64-unknown-linux-gnu", "x86-64", "", "", 2, "pic", "");

  /** LLVM aborts on the second pass: it needs MemorySSA, which this spelling does not give. */
  private static final String CRASHING = "function(sroa),function(loop(licm))";

  private static WorkerPool pool;
  private static List<Unit> units;

  @BeforeAll
  static void start() throws Exception {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
    units = Examples.units(pool);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static Request.Variant withCode(String pipeline) {
    return Request.Variant.on(MACHINE, pipeline).withCode();
  }

  private static List<VariantResult> each(Unit unit, List<Request.Variant> variants) {
    VariantRunner runner = new VariantRunner(pool, Quarantine.inMemory());
    return variants.stream().map(variant -> runner.run(unit, variant, Cancellation.never())).toList();
  }

  @Test
  void togetherTheyLeaveWhatEachLeavesAlone() throws Exception {
    List<Request.Variant> variants = new ArrayList<>(List.of(withCode(""), withCode("default<Oz>"), withCode("nopass"),
        withCode("default<Oz>,default<Oz>"), Request.Variant.neutral("default<Oz>").withText()));
    BundleReader.shipped().probes().sequences().stream().limit(6).map(passes -> String.join(",", passes))
        .forEach(passes -> variants.addAll(List.of(withCode(passes), withCode(passes + ",default<Oz>"))));
    for (Unit unit : units.stream().limit(10).toList()) {
      List<VariantResult> together =
          new VariantRunner(pool, Quarantine.inMemory()).runAll(unit, variants, Cancellation.never());
      assertThat(together).as(unit.name()).isEqualTo(each(unit, variants));
      assertThat(together.get(2)).as("no such pass").isInstanceOf(VariantResult.Failed.class);
    }
  }

  @Test
  void oneThatCrashesCostsNoOtherAndIsNotTriedAgain() {
    Unit unit = units.stream().filter(one -> one.instructionCount() > 30).findFirst().orElseThrow();
    List<Request.Variant> variants =
        List.of(withCode("default<Oz>"), withCode(CRASHING), withCode("default<Os>"), withCode("function(sroa)"));
    VariantRunner runner = new VariantRunner(pool, Quarantine.inMemory());
    List<VariantResult> together = runner.runAll(unit, variants, Cancellation.never());
    assertThat(together).isEqualTo(each(unit, variants));
    assertThat(together.get(1)).isInstanceOf(VariantResult.Failed.class);
    assertThat(together).filteredOn(VariantResult.Ran.class::isInstance).hasSize(3);
    long started = pool.startedCount();
    assertThat(runner.runAll(unit, variants, Cancellation.never()).get(1)).isInstanceOfSatisfying(
        VariantResult.Failed.class, failed -> assertThat(failed.reason()).startsWith("not tried again"));
    assertThat(pool.startedCount()).as("no worker has died").isEqualTo(started);
  }
}
