package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Examples;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The 124 passes. */
class PassCatalogueTest {
  private final PassCatalogue catalogue = PassCatalogue.standard();

  @Test
  void has124PassesInOrder() {
    assertThat(catalogue.passes()).hasSize(PassCatalogue.COUNT);
    for (int i = 0; i < PassCatalogue.COUNT; i++) {
      assertThat(catalogue.get(i).index()).isEqualTo(i);
    }
    assertThat(catalogue.get(53).pipeline()).isEqualTo("function(instcombine<no-verify-fixpoint>)");
    assertThat(catalogue.named("sroa")).map(Pass::index).contains(111);
  }

  @Test
  void neverSuggestsWhatChangesSemanticsOrOnlyInstruments() {
    assertThat(List.of("loweratomic", "strip", "strip-nondebug", "strip-debug-declare", "lowerinvoke", "reg2mem",
        "insert-gcov-profiling", "sancov", "ee-instrument", "post-inline-ee-instrument", "barrier"))
        .allSatisfy(name -> assertThat(catalogue.named(name).orElseThrow().isSuggestable()).isFalse());
    assertThat(catalogue.named("gvn").orElseThrow().isSuggestable()).isTrue();
  }

  @Test
  void whatOnlyProbesUseIsKnownByNameAndIsNoneOfThe124() {
    assertThat(catalogue.ofProbesOnly()).isNotEmpty().allMatch(pass -> pass.index() == Pass.OF_PROBES_ONLY)
        .allMatch(pass -> catalogue.named(pass.name()).orElseThrow().equals(pass))
        .doesNotContainAnyElementsOf(catalogue.passes());
  }

  @Test
  void llvmAcceptsEveryPipeline() throws Exception {
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack())) {
      Unit unit = Examples.functions(pool, "define i32 @f(i32 %a) {\n  ret i32 %a\n}\n").get(0);
      List<Outcome> outcomes = new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofSeconds(60)).run(unit,
          Stream.concat(catalogue.passes().stream(), catalogue.ofProbesOnly().stream())
              .map(pass -> List.of(pass.pipeline())).toList(),
          Cancellation.never());
      assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
    }
  }
}
