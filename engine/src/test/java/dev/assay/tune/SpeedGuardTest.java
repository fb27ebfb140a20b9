package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.clang.UserCompilation;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that keep their code while the file around them gets smaller, by llvm-objdump. */
class SpeedGuardTest {
  private static final LibraryEntry OUTLINED = new LibraryEntry("outlined", Level.OZ,
      List.of("-mllvm -enable-machine-outliner=always"), Set.of(), new Vetting(1000, 0));
  private static final String SOURCE = """
      int g(int, int, int);
      HOT int kernel(int *p, int n) { int r = 0; for (int i = 0; i < n; i++) r = r * 3 + (p[i] / 7); return r; }
      int a(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 3; }
      int b(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 5; }
      int c(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 9; }
      int d(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 17; }
      """;

  @TempDir
  private Path folder;

  private static LlvmDistribution llvm;
  private static FileTuner tuner;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
    tuner = new FileTuner(llvm, new Library(List.of(OUTLINED)));
  }

  private Tuned tuned(String hot, String level, TuneOptions options) throws Exception {
    Path source = folder.resolve("a.c");
    Files.writeString(source, SOURCE.replace("HOT", hot));
    return tuner.tune(
        new TuneInput.OfUser(
            new UserCompilation(folder, List.of("--target=x86_64-linux-gnu", level), List.of(), source, Map.of())),
        options, Cancellation.never()).value().orElseThrow();
  }

  private List<String> code(String function, TunedObject object) throws Exception {
    Path file = Files.write(folder.resolve("a.o"), object.bytes());
    Path tool = llvm.clang().resolveSibling("llvm-objdump");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    Process process = new ProcessBuilder(tool.toString(), "-dr", "--no-leading-addr", "--no-show-raw-insn",
        "--disassemble-symbols=" + function, file.toString()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text.lines().filter(line -> line.matches("[ \\t].*") && !line.contains("nop"))
        .map(line -> line.replaceAll("0x[0-9a-f]+ <", "<")).toList();
  }

  @Test
  void a_function_that_is_named_keeps_its_code_and_the_others_get_smaller() throws Exception {
    Tuned tuned = tuned("", "-Oz", TuneOptions.STANDARD.keepingSpeed(List.of("kern*")));
    assertThat(tuned.bestSize()).isLessThan(tuned.ownSize());
    assertThat(code("kernel", tuned.best())).isEqualTo(code("kernel", tuned.own())).isNotEmpty();
    assertThat(code("a", tuned.best())).isNotEqualTo(code("a", tuned.own()));
  }

  @Test
  void a_file_stays_where_all_that_is_smaller_has_other_code_in_a_hot_function() throws Exception {
    Tuned free = tuned("", "-O2", TuneOptions.STANDARD);
    assertThat(code("kernel", free.best())).isNotEqualTo(code("kernel", free.own()));
    Tuned hot = tuned("__attribute__((hot))", "-O2", TuneOptions.STANDARD.keepingSpeed(List.of()));
    assertThat(hot.best().way()).isEqualTo(new Way.Own("-O2"));
    assertThat(hot.oz()).isPresent();
    assertThat(tuned("", "-O2", TuneOptions.STANDARD.keepingSpeed(List.of())).bestSize()).isEqualTo(free.bestSize());
    Tuned outlined = tuned("", "-Oz", TuneOptions.STANDARD.keepingSpeed(List.of("c")));
    assertThat(code("c", outlined.best())).isEqualTo(code("c", outlined.own()));
  }
}
