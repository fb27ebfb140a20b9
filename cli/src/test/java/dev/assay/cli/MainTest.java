package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.engine.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"''|say what to do", "frobnicate|'frobnicate'", "advise|Missing required",
      "advise --jobs=0 x.c|--jobs has to be at least 1", "advise --jobs=many x.c|'many' is not an int",
      "advise --timeout=-1 x.c|--timeout has to be at least 1", "advise --color=red x.c|'red'",
      "advise --unknown x.c|Unknown option", "advise --program --function=f x.c|exclude each other",
      "lsp --socket=99999|--socket has to be from 1 to 65535", "lsp --stdio --socket=1|mutually exclusive",
      "bench|say what to measure", "bench encode --repeat=0|--repeat", "bench encode --device=tpu|--device",
      "bench probe x.c|--naive", "bench probe --naive=/no/such/program x.c|is not a program that can be run",
      "bench probe --naive=/tmp x.c|is not a program that can be run",
      "bench probe --naive=/bin/sh --repeat=0 x.c|--repeat", "index|say what to index",
      "index /no/such/folder|is not a folder", "index --stats --clean|mutually exclusive", "similar|Missing required",
      "similar x.c|is not FILE:LINE or FILE:NAME", "similar x.c:f --k=0|--k has to be from 1",
      "similar x.c:f --min-instructions=-1|--min-instructions has to be at least 0",
      "bench index --sizes=5|100 to 50,000,000 functions"})
  void wrongUseIsSaidOnStandardErrorWithStatus2(String line, String message) {
    String[] args = line.isEmpty() ? new String[0] : withBundle(line.split(" "));
    Cli.Result result = Cli.run(args);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).contains("--help'");
  }

  /** No other bundle is needed to find out that the use is wrong. */
  private String[] withBundle(String[] args) {
    boolean takesBundle = args[0].equals("advise") && args.length > 1;
    if (!takesBundle) {
      return args;
    }
    String[] more = java.util.Arrays.copyOf(args, args.length + 1);
    more[args.length] = "--bundle=" + SmallBundles.bundle(folder);
    return more;
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "help advise", "advise --help", "features --help", "embed -h", "lsp --help",
      "bench probe --help", "bench encode --help", "index --help", "similar --help", "bench index --help",
      "gpu --help"})
  void helpIsPrintedWithStatus0(String line) {
    Cli.Result result = Cli.run(line.split(" "));
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("Usage: assay").contains("xamples:");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 54, 55, 60, 100, 500})
  void helpFitsTerminalsOfEveryWidth(int width) {
    Cli.Result result = Cli.run(new Terminal(false, false, width, true), "help", "advise");
    assertThat(result.status()).isZero();
    assertThat(result.lines()).allMatch(line -> line.length() <= Math.clamp(width, 55, 100));
  }

  @Test
  void versionIsThatOfTheLlvmThatRuns() throws IOException {
    String said = LlvmDistribution.version();
    assertThat(Cli.run("--version").lines()).contains("LLVM " + said);
    try (Session session = Session.reading(WorkerOptions.defaults().withWorkers(1))) {
      assertThat(session.pool().llvmVersion()).isEqualTo(said);
    }
  }

  @Test
  void versionNamesEverythingThatAnswersDependOn() {
    Cli.Result result = Cli.run("--version");
    assertThat(result.status()).isZero();
    assertThat(result.lines()).hasSize(5).anyMatch(line -> line.startsWith("assay "))
        .anyMatch(line -> line.matches("LLVM \\d+\\.\\d+\\.\\d+")).anyMatch(line -> line.startsWith("bundle "))
        .anyMatch(line -> line.startsWith("predictions ")).anyMatch(line -> line.startsWith("Java "));
  }

  @Test
  void aBundleThatIsNotThereIsRefusedByName() {
    Cli.Result result = Cli.run("advise", "--bundle", folder.resolve("none").toString(), "x.c");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("assay advise: bundle ").contains("has no bundle.json");
  }
}
