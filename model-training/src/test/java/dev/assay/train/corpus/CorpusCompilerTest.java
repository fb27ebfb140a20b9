package dev.assay.train.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCompilerTest {
  @TempDir
  private Path folder;

  @Test
  void whatChangesTheProgramIsKeptAndTheRestIsAssaysToChoose() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), "int f(int x) { return x * FACTOR; }\n");
    List<String> arguments =
        List.of("gcc", "-O3", "-march=native", "-Wall", "-D", "FACTOR=3", "-fplugin=evil.so", "-o", "a.o", "-c", "a.c");
    Project.Command command = new Project.Command(folder, file, arguments);
    CorpusCompiler compiler = new CorpusCompiler();
    Clang clang = Clang.shipped(LlvmDistribution.unpack());
    for (Flavour flavour : Flavour.values()) {
      assertThat(compiler.compile(command, new Variant(flavour, clang))).as("%s", flavour).isPresent();
    }
    assertThat(folder.resolve("a.o")).doesNotExist();
  }

  @Test
  void whatDoesNotCompileIsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), "int f( {\n");
    Project.Command command = new Project.Command(folder, file, List.of("gcc", "-c", "a.c"));
    Variant variant = new Variant(Flavour.O2, Clang.shipped(LlvmDistribution.unpack()));
    assertThat(new CorpusCompiler().compile(command, variant)).isEmpty();
  }

  @Test
  void whatCompilersAreJudgedOnIsLeftOut() {
    Pattern excluded = Pattern.compile(CorpusRules.EXCLUDED_FILES);
    assertThat(List.of("src/crypto/blowfish.c", "cblas/source_gemm_r.h", "lib/crc32.c", "codec/jpeg.c", "gsm/lpc.c",
        "src/lua/lapi.c", "third_party/lua-5.3/src/lvm.c", "lib/lz4/lz4.c", "deps/hiredis/net.c", "mbedtls/bignum.c"))
        .allMatch(path -> excluded.matcher(path).find());
    assertThat(List.of("src/deflate.c", "src/lapi.c", "src/evaluate.c", "matrix/init.c"))
        .noneMatch(path -> excluded.matcher(path).find());
  }

  @Test
  void aProjectFolderThatIsNoneSaysHowToMakeOne() {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ProjectReader.read(folder, Pattern.compile("x"))))
        .hasMessageContaining("there is no project in").hasMessageContaining("fetch.sh");
  }
}
