package dev.assay.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user reads when a step cannot go on. */
class MainTest {
  @TempDir
  private Path folder;

  private final StringWriter said = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(said, true));
    return line.execute(args);
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path missing = folder.resolve("settings.json");

    int status = run("all", "--config=" + missing, "--projects=" + folder, "--work=" + folder);

    assertThat(status).isEqualTo(1);
    assertThat(said.toString().lines()).singleElement().asString().startsWith("assay train all: " + missing + " ");
  }

  @Test
  void aBrokenShardIsNamedWithoutAStackTrace() throws IOException {
    Path codes = Files.createDirectories(folder.resolve("codes/codes"));
    Files.writeString(codes.resolve("shard-00000.parquet"), "no Parquet");

    int status = run("pretrain", "--codes=" + codes.getParent(), "--out=" + folder.resolve("out"));

    assertThat(status).isEqualTo(1);
    assertThat(said.toString().lines()).singleElement().asString().startsWith("assay train pretrain: ")
        .contains("shard-00000.parquet");
  }
}
