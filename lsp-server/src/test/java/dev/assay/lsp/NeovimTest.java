package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real server with a real editor: Neovim, without a window. */
@Timeout(240)
class NeovimTest {
  @TempDir
  private Path folder;

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "nvim")));
  }

  @Test
  void hoversInCAndIr() throws Exception {
    if (System.getenv("CI") == null) {
      assumeTrue(isInstalled(), "Neovim (nvim) is not installed, so the end-to-end test with it is skipped");
    }
    Path script = folder.resolve("hover.lua");
    try (InputStream in = NeovimTest.class.getResourceAsStream("/dev/assay/lsp/neovim/hover.lua")) {
      Files.write(script, in.readAllBytes());
    }
    Files.writeString(folder.resolve("a.c"), "int twice(int x) {\n  int y = x;\n  return x + y;\n}\n");
    Files.writeString(folder.resolve("a.ll"), """
        define i32 @scale(i32 %x) {
          %p = alloca i32
          store i32 %x, ptr %p
          %v = load i32, ptr %p
          %r = mul i32 %v, 12
          ret i32 %r
        }
        """);

    String output =
        run(script, ServerProcessTest.command("--stdio", "--bundle=" + TestBundle.write(folder.resolve("bundle"))));

    assertThat(output).contains("a.c OK", "a.ll OK");
    assertThat(Files.readString(folder.resolve("a.c.hover"))).contains("twice", "in its file", "-Oz", "best found",
        "Best single pass of 124", "Every figure is measured.");
    assertThat(Files.readString(folder.resolve("a.ll.hover"))).contains("scale", "Best single pass of 124");
  }

  private String run(Path script, List<String> server) throws IOException, InterruptedException {
    Path log = folder.resolve("nvim.log");
    ProcessBuilder builder =
        new ProcessBuilder("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile " + script, "-c",
            "cq").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ASSAY_SERVER", String.join("\n", server));
    builder.environment().put("ASSAY_FOLDER", folder.toString());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    Process nvim = builder.start();
    try {
      assertThat(nvim.waitFor(200, TimeUnit.SECONDS)).as("Neovim ends").isTrue();
    } finally {
      nvim.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(nvim.exitValue()).as(output).isZero();
    return output;
  }
}
