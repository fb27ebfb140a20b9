package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Engine;
import dev.assay.Examples;
import dev.assay.build.Level;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerOptions;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.Quarantine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Advice holds: each figure can be had again by other means. */
class AdvisorTest {
  private static Engine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = new Engine(WorkerOptions.defaults(), Engine.DEFAULT_UNIT_LIMIT, BundleReader.shipped(), Device.CPU);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static Unit example(String name) throws Exception {
    return Examples.units(engine.pool()).stream().filter(unit -> unit.name().equals(name)).findFirst().orElseThrow();
  }

  private static int measured(Unit unit, String pipeline) {
    return ((Outcome.Measured) engine.runner().run(unit, List.of(List.of(pipeline)), Cancellation.never()).get(0))
        .observation().instructionCount();
  }

  @Test
  void figuresCanBeHadAgain() throws Exception {
    Unit unit = example("murmur3");
    List<Advice> steps = new ArrayList<>();
    Advice advice = engine.advisor().advise(unit, AdviceOptions.everything(), steps::add, Cancellation.never());

    assertThat(advice.isComplete()).isTrue();
    assertThat(steps).hasSizeGreaterThan(3).last().isEqualTo(advice);
    assertThat(advice.asGiven().instructions()).isEqualTo(unit.instructionCount());
    assertThat(advice.oz().orElseThrow().instructions()).isEqualTo(measured(unit, "default<Oz>"));
    assertThat(advice.probes().run()).isEqualTo(engine.advisor().bundle().probes().size());
    assertThat(advice.probes().failed()).isZero();

    assertThat(
        steps.stream().filter(step -> !step.passOutcomes().isEmpty() && !step.probes().rows().isEmpty()).toList())
        .as("what is worth trying is known by passes and probes").hasSizeGreaterThan(1)
        .extracting(engine.buildAdvisor()::candidates).containsOnly(engine.buildAdvisor().candidates(advice));

    int best = Integer.MAX_VALUE;
    Pass first = null;
    for (Pass pass : PassCatalogue.standard().passes()) {
      int count = measured(unit, pass.pipeline());
      if (count < best) {
        best = count;
        first = pass;
      }
    }
    assertThat(advice.bestPass()).contains(new Advice.BestPass(first, best));
  }

  @Test
  void whatIsSuggestedHoldsAndIsHarmless() throws Exception {
    Unit unit = example("scan_number");
    Advice advice = engine.advisor().advise(unit, AdviceOptions.everything(), Cancellation.never());

    Advice.Pipeline pipeline = advice.pipeline().orElseThrow();
    assertThat(measured(unit, pipeline.passes())).isEqualTo(pipeline.figure().instructions());
    assertThat(pipeline.figure().instructions()).isLessThanOrEqualTo(advice.oz().orElseThrow().instructions());
    assertThat(engine.advisor().textAfter(unit, pipeline.passes(), Cancellation.never())).isPresent();
    List<String> never =
        PassCatalogue.standard().passes().stream().filter(pass -> !pass.isSuggestable()).map(Pass::pipeline).toList();
    assertThat(Arrays.asList(pipeline.passes().split(","))).doesNotContainAnyElementsOf(never);
  }

  @Test
  void optnoneIsTakenOffAndSaid() {
    Unit unit = Examples.functions(engine.pool(), """
        define i32 @f(i32 %a) noinline optnone {
          %p = alloca i32
          store i32 %a, ptr %p
          %v = load i32, ptr %p
          ret i32 %v
        }
        """).get(0);
    Advice advice = engine.advisor().advise(unit, AdviceOptions.everything(), Cancellation.never());

    assertThat(advice.oz().orElseThrow().instructions()).isEqualTo(1);
    assertThat(advice.notes()).anySatisfy(note -> assertThat(note).contains("optnone"));
  }

  @Test
  void levelsAreReadAsClangReadsThem() {
    assertThat(Level.ofFlag("-Os")).contains(Level.OS);
    assertThat(Level.ofFlag("-O")).contains(Level.O1);
    assertThat(Level.ofFlag("-Ofast")).contains(Level.O3);
    assertThat(Level.ofFlag("-Wall")).isEmpty();
  }

  @Test
  void aUnitInQuarantineHasNoFigureAndSaysThatEveryProbeFailed() {
    Unit unit = Examples.functions(engine.pool(), """
        define i32 @once_deadly(i32 %a) {
          %b = add i32 %a, 4711
          ret i32 %b
        }
        """).getFirst();
    for (int death = 0; death < Quarantine.DEATHS; death++) {
      engine.runner().quarantine().remember(unit.hash(), List.of("pass" + death), "it crashed");
    }
    Advice advice = engine.advisor().advise(unit, AdviceOptions.everything(), Cancellation.never());
    int probes = engine.advisor().bundle().probes().size();
    assertThat(advice.probes().run()).isEqualTo(probes);
    assertThat(advice.probes().failed()).isEqualTo(probes);
    assertThat(advice.probes().failures()).singleElement().asString().contains("killed 3 workers before");
    assertThat(advice.bestPass()).isEmpty();
    assertThat(advice.prediction()).isEmpty();
  }
}
