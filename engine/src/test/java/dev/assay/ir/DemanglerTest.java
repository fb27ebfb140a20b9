package dev.assay.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Readable names of C++ symbols; the witness is llvm-cxxfilt, which has a demangler of its own. */
@EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "needs a C++ runtime by the Itanium ABI")
class DemanglerTest {
  private static WorkerPool pool;

  @BeforeAll
  static void start() throws IOException {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Test
  void namesAreThoseOfLlvmCxxfilt() throws Exception {
    List<String> symbols = List.of("_ZNK3geo3Box4areaEv", "_Z1fiPKcz", "_ZN3geo5twiceIiEET_S1_", "_ZN3BoxD2Ev",
        "_ZN12_GLOBAL__N_16hiddenEi", "_ZltRK3BoxS1_", "_ZN3BoxcviEv", "_ZNSt6vectorIiSaIiEE9push_backERKi",
        "_ZZ3runvENKUliE_clEi", "_ZN5boost3fooB5cxx11Ev");
    Path filter = pool.llvm().clang().resolveSibling("llvm-cxxfilt");
    assertThat(filter.toFile().setExecutable(true)).isTrue();
    Map<String, String> truth = new HashMap<>();
    for (String symbol : symbols) {
      Process process = new ProcessBuilder(filter.toString(), symbol).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      truth.put(symbol, said.replace(">>", "> >")); // the two write nested arguments differently
    }
    Map<String, String> names = new Demangler(pool).names(symbols, Cancellation.never());
    names.replaceAll((symbol, name) -> name.replaceAll("'lambda'\\((.*?)\\)", "{lambda($1)#1}"));
    truth.replaceAll((symbol, name) -> name.replaceAll("'lambda'\\((.*?)\\)", "{lambda($1)#1}"));
    assertThat(names).isEqualTo(truth);
  }

  @Test
  void whatIsNotMangledStaysAsItIs() {
    List<String> symbols = List.of("main", "i", "_Z", "_Zebra", "_ZN3geo", "_Z3fooQQ", "a b", "", "?f@@YAXXZ",
        "_Z" + "P".repeat(100_000) + "i");
    assertThat(new Demangler(pool).names(symbols, Cancellation.never())).isEmpty();
  }

  /** The text of IR, whose functions no C++ front end has named. */
  @Test
  void functionsOfIrAreFoundByTheirReadableNames() {
    String text = """
        define i32 @_ZN3geo4areaEi(i32 %x) {
          ret i32 %x
        }
        define i32 @_ZN3geo4areaEd(double %x) {
          ret i32 1
        }
        define i32 @area(i32 %x) {
          ret i32 2
        }
        define i32 @"odd (name"(i32 %x) {
          ret i32 3
        }
        """;
    assertThat(names(text, Set.of())).containsExactly("geo::area(int)", "geo::area(double)", "area", "odd (name");
    assertThat(names(text, Set.of("geo::area"))).containsExactly("geo::area(int)", "geo::area(double)");
    assertThat(names(text, Set.of("geo::area(double)"))).containsExactly("geo::area(double)");
    assertThat(names(text, Set.of("_ZN3geo4areaEi", "odd (name"))).containsExactly("geo::area(int)", "odd (name");
    assertThat(names(text, Set.of("geo"))).isEmpty();
  }

  private static List<String> names(String text, Set<String> wanted) {
    SourceFile file = new SourceFile(Path.of("/none/a.ll"), text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    ReadResult result = new SourceReader(pool).functions(file, wanted, Cancellation.never());
    assertThat(result.problems()).isEmpty();
    return result.units().stream().map(Unit::displayName).toList();
  }
}
