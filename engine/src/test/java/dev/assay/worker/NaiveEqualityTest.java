package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Examples;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.feature.Observation;
import dev.assay.ir.Unit;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.global.LLVM;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shared work gives what each sequence alone would: a clone, one pipeline, a count. */
class NaiveEqualityTest {
  private static final long SEED = 4711;
  private static final int RANDOM_SEQUENCES = 12;
  private static final int RANDOM_LENGTH = 50;
  private static final int PASSES_BEFORE = 6;

  private static WorkerPool pool;
  private static ProbeRunner runner;
  private static List<Unit> units;
  private static Observer observer;

  @BeforeAll
  static void start() throws Exception {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    pool = new WorkerPool(WorkerOptions.defaults(), llvm);
    runner = new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofMinutes(2));
    units = Examples.units(pool);
    observer = new Observer(llvm.observerBitcode(CacheFolder.get()), llvm.library().toString());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void everyShippedProbeOnEveryExampleEqualsTheNaiveRun() throws Exception {
    compare(units, BundleReader.shipped().probes().sequences());
  }

  @Test
  void randomSequencesOnExamplesEqualTheNaiveRun() throws Exception {
    Random random = new Random(SEED);
    List<Pass> passes = PassCatalogue.standard().passes().stream().filter(Pass::isSuggestable).toList();
    List<List<String>> sequences = new ArrayList<>();
    for (int i = 0; i < RANDOM_SEQUENCES; i++) {
      List<String> sequence = new ArrayList<>();
      for (int j = 0; j < RANDOM_LENGTH; j++) {
        sequence.add(passes.get(random.nextInt(passes.size())).pipeline());
      }
      sequences.add(sequence);
    }
    compare(units, sequences);
  }

  @Test
  void everySinglePassOnEveryExampleEqualsTheNaiveRun() throws Exception {
    compare(units, PassCatalogue.standard().passes().stream().map(pass -> List.of(pass.pipeline())).toList());
  }

  @Test
  void whatOnlyProbesUseEqualsTheNaiveRunWhateverComesBefore() throws Exception {
    Random random = new Random(SEED);
    List<Pass> passes = PassCatalogue.standard().passes().stream().filter(Pass::isSuggestable).toList();
    List<List<String>> sequences = new ArrayList<>();
    for (Pass pass : PassCatalogue.standard().ofProbesOnly()) {
      List<String> sequence = new ArrayList<>(List.of("function(sroa)"));
      for (int j = 0; j < PASSES_BEFORE; j++) {
        sequence.add(passes.get(random.nextInt(passes.size())).pipeline());
      }
      sequence.add(pass.pipeline());
      sequences.add(sequence);
      sequences.add(List.of(pass.pipeline(), "function(instcombine<no-verify-fixpoint>)", "function(simplifycfg)"));
    }
    compare(units, sequences);
  }

  private static void compare(List<Unit> units, List<List<String>> sequences) throws Exception {
    for (Unit unit : units) {
      List<Outcome> outcomes = runner.run(unit, sequences, Cancellation.never());
      for (int row = 0; row < sequences.size(); row++) { // first, since what kills a worker would kill the test
        assertThat(outcomes.get(row)).as("%s: %s", unit, sequences.get(row)).isInstanceOf(Outcome.Measured.class);
      }
      for (int row = 0; row < sequences.size(); row++) {
        assertThat(outcomes.get(row)).as("%s, seed %d, row %d: %s", unit, SEED, row, sequences.get(row))
            .isEqualTo(new Outcome.Measured(naive(unit, sequences.get(row))));
      }
    }
  }

  private static Observation naive(Unit unit, List<String> sequence) throws Exception {
    LLVMContextRef context = Llvm.newContext(false);
    try {
      LLVMModuleRef module = Llvm.parse(context, unit.bitcode(), "unit");
      LLVMModuleRef copy = Llvm.copy(module);
      Llvm.run(copy, String.join(",", sequence), null);
      Observation observation = observer.observe(copy).observation();
      LLVM.LLVMDisposeModule(copy);
      LLVM.LLVMDisposeModule(module);
      return observation;
    } finally {
      Llvm.dispose(context);
    }
  }
}
