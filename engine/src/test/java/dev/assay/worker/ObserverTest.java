package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.Examples;
import dev.assay.ir.Unit;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The observer as a library and as bitcode that is compiled at the start are one and the same. */
class ObserverTest {
  private static final String SYMBOL = "_ZN3geo4areaEi";

  @TempDir
  private Path folder;

  @Test
  void theLibrarySeesWhatTheBitcodeSees() throws Exception {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    Path bitcode = llvm.observerBitcode(CacheFolder.get());
    List<Unit> units;
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), llvm)) { // which links the library
      units = Examples.units(pool);
    }
    Path library = bitcode.resolveSibling(bitcode.getFileName().toString().replace(".bc", ".so"));
    assumeThat(library).as("there is one on Linux").exists();
    Observer linked = new Observer(library, llvm.library().toString());
    Observer compiled = new Observer(bitcode, llvm.library().toString());
    LLVMContextRef context = Llvm.newContext(true);
    for (Unit unit : units) {
      LLVMModuleRef module = Llvm.parse(context, unit.bitcode(), unit.name());
      assertThat(linked.observe(module)).as(unit.name()).isEqualTo(compiled.observe(module));
      LLVMModuleRef copy = linked.exactCopy(module);
      assertThat(Llvm.bitcode(copy)).isEqualTo(Llvm.bitcode(compiled.exactCopy(module)));
    }
    assertThat(linked.readableName(SYMBOL)).isEqualTo(compiled.readableName(SYMBOL)).isEqualTo("geo::area(int)");
    Llvm.dispose(context);
  }

  @Test
  void aLibraryThatDoesNotLoadCostsNothingButTime() throws Exception {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    Files.copy(llvm.observerBitcode(CacheFolder.get()), folder.resolve("observer.bc"));
    Path damaged = Files.writeString(folder.resolve("observer.so"), "no library", StandardCharsets.UTF_8);
    Observer observer = new Observer(damaged, llvm.library().toString());
    assertThat(observer.readableName(SYMBOL)).isEqualTo("geo::area(int)");
  }
}
