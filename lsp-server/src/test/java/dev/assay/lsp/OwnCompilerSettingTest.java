package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The project's own compiler: a script that leaves a trace wherever it is run, and then runs gcc. */
@Timeout(120)
@EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "the compiler is a script here")
class OwnCompilerSettingTest {
  private static final String TEXT = """
      #include <from_target.h>
      int scaled(const int *p, int n) {
        int s = 0;
        for (int i = 0; i < n; i++)
          s += p[i] * FROM_TARGET;
        return s;
      }
      """;
  private static final String CLIENT = """
      {"textDocument":{"hover":{"contentFormat":["markdown"]}},"workspace":{"configuration":true}}""";
  private static final Path GCC = Path.of("/usr/bin/gcc");

  @TempDir
  private Path temporary;

  private Path workspace;
  private Path bin;
  private Path trace;
  private String uri;

  @BeforeEach
  void makeProject() throws IOException {
    assumeTrue(Files.isExecutable(GCC));
    Path folder = temporary.toRealPath();
    workspace = Files.createDirectories(folder.resolve("project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    trace = folder.resolve("trace");
    Path headers = Files.createDirectories(folder.resolve("include"));
    Files.writeString(headers.resolve("from_target.h"), "#define FROM_TARGET 7\n");
    Path compiler = Files.writeString(bin.resolve("gcc"),
        "#!/bin/sh\necho \"$@\" >> " + trace + "\nexec " + GCC + " -isystem " + headers + " \"$@\"\n");
    assertThat(compiler.toFile().setExecutable(true)).isTrue();
    Path source = Files.writeString(workspace.resolve("a.c"), TEXT);
    Files.writeString(workspace.resolve("compile_commands.json"),
        "[{\"directory\":\".\",\"file\":\"a.c\",\"arguments\":[\"" + compiler + "\",\"-O2\",\"-c\",\"a.c\"]}]");
    uri = source.toUri().toString();
  }

  private TestServer server(String settings, String options) {
    TestServer server = TestServer.start();
    server.client().setSettings(settings);
    server.client().request("initialize", "{\"processId\":null,\"rootUri\":\"" + workspace.toUri()
        + "\",\"capabilities\":" + CLIENT + ",\"initializationOptions\":" + options + "}");
    server.client().notify("initialized", "{}");
    return server;
  }

  private String allowed(String pattern) {
    return "\"allowCompiler\":[\"" + pattern + "\"]";
  }

  @Test
  void whereTheUserAllowsItItsHeadersAndItsBytesAreUsed() throws IOException {
    try (TestServer server = server("{}", "{" + allowed(bin + "/*") + "}")) {
      server.open(uri, "c", 1, TEXT);
      assertThat(server.diagnostics(uri, 1)).isEmpty();
      String hover = server.hoverUntilComplete(uri, 1, 6);
      assertThat(hover).containsPattern("\\| built -O2 \\| \\d+ \\|").containsPattern("\\| gcc -O2 \\| \\d+ \\|");
      assertThat(Files.readAllLines(trace)).hasSize(2).first().isEqualTo("-E -v -x c /dev/null");

      server.change(uri, 2, TEXT + "\n");
      server.diagnostics(uri, 2);
      assertThat(server.hoverUntilComplete(uri, 1, 6)).contains("this text is not saved").doesNotContain("| gcc -O2");
    }
  }

  @Test
  void neitherSettingsThatAreAskedForNorThoseThatArePushedCanAllowIt() throws IOException {
    try (TestServer server = server("{" + allowed("*") + "}", "{}")) {
      server.client().awaitMethod("window/logMessage",
          params -> params.get("message").getAsString().contains("assay.allowCompiler is ignored"));
      server.client().notify("workspace/didChangeConfiguration",
          Map.of("settings", Map.of("assay", Map.of("allowCompiler", new String[]{"*"}))));
      server.open(uri, "c", 1, TEXT);
      assertThat(server.diagnostics(uri, 1).toString()).contains("from_target.h");
      assertThat(trace).doesNotExist();
    }
  }

  @Test
  void aWorkspaceThatIsNotTrustedHasNoCompilerRun() throws IOException {
    try (TestServer server = server("{}", "{\"workspaceTrusted\":false," + allowed("*") + "}")) {
      server.open(uri, "c", 1, TEXT);
      assertThat(server.diagnostics(uri, 1).toString()).contains("from_target.h");
      assertThat(trace).doesNotExist();
    }
  }

  @Test
  void otherCompilersThanThoseAllowedAreNotRun() throws IOException {
    try (TestServer server = server("{}", "{" + allowed("/opt/*") + "}")) {
      server.open(uri, "c", 1, TEXT);
      assertThat(server.diagnostics(uri, 1).toString()).contains("from_target.h");
      server.client().awaitMethod("window/logMessage",
          params -> params.get("message").getAsString().contains("is not among the compilers that may be run"));
      assertThat(trace).doesNotExist();
    }
  }
}
