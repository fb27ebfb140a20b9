package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Examples;
import dev.assay.ir.Unit;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.global.LLVM;
import org.junit.jupiter.api.Test;

/** Whatever is said to do nothing is run, on every example in several states, and does nothing. */
class KnownNoOpsTest {
  private static final List<String> STATES =
      List.of("", "function(sroa)", "function(sroa,simplifycfg,early-cse)", "default<O2>", "default<Oz>");

  @Test
  void passesSaidToDoNothingDoNothing() throws Exception {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    List<Unit> units;
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), llvm)) {
      units = Examples.units(pool);
    }
    Observer observer = new Observer(llvm.observerBitcode(CacheFolder.get()), llvm.library().toString());
    Set<String> tried = new HashSet<>();
    for (Unit unit : units) {
      for (String state : STATES) {
        tried.addAll(check(observer, unit, state));
      }
    }
    assertThat(tried).as("every rule was tried").containsAll(
        KnownNoOps.pipelines().stream().filter(pipeline -> KnownNoOpsTest.isSpelledForLlvm(pipeline)).toList());
  }

  private static boolean isSpelledForLlvm(String pipeline) {
    return !pipeline.equals("function(loop(loop-guard-widening))");
  }

  private static Set<String> check(Observer observer, Unit unit, String state) throws Exception {
    Set<String> tried = new HashSet<>();
    LLVMContextRef context = Llvm.newContext(false);
    try {
      LLVMModuleRef module = Llvm.parse(context, unit.bitcode(), "unit");
      if (!state.isEmpty()) {
        Llvm.run(module, state, null);
      }
      Observer.ObservedModule before = observer.observe(module);
      for (String pipeline : KnownNoOps.pipelines()) {
        if (KnownNoOps.contains(pipeline, before) && isSpelledForLlvm(pipeline)) {
          Llvm.run(module, pipeline, null);
          assertThat(observer.observe(module).fingerprint()).as("%s after '%s' on %s", pipeline, state, unit)
              .isEqualTo(before.fingerprint());
          tried.add(pipeline);
        }
      }
      LLVM.LLVMDisposeModule(module);
    } finally {
      Llvm.dispose(context);
    }
    return tried;
  }
}
