package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: how it starts, and how it ends. */
@Timeout(120)
class ServerProcessTest {
  private static final String INITIALIZE = "{\"processId\":%s,\"rootUri\":null,\"capabilities\":{}}";
  private final List<Process> started = new ArrayList<>();

  /** What starts the server from this test's class path. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ServerMain.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(String... arguments) throws IOException {
    Process process = new ProcessBuilder(command(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  @AfterEach
  void killWhatIsLeft() {
    started.forEach(Process::destroyForcibly);
  }

  private static TestClient client(Process process) {
    return new TestClient(process.getInputStream(), process.getOutputStream());
  }

  private static int exitStatus(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the server ends").isTrue();
    return process.exitValue();
  }

  @Test
  void exitsWith0AfterShutdown() throws Exception {
    Process process = start("--stdio");
    TestClient client = client(process);
    client.request("initialize", INITIALIZE.formatted(ProcessHandle.current().pid()));
    client.notify("initialized", "{}");
    client.request("shutdown", null);
    client.notify("exit", null);

    assertThat(exitStatus(process)).isZero();
    assertThat(client.isEnded()).as("nothing but messages on standard output").isTrue();
  }

  @Test
  void exitsWith1WithoutShutdown() throws Exception {
    Process process = start();
    TestClient client = client(process);
    client.request("initialize", INITIALIZE.formatted("null"));
    client.notify("exit", null);

    assertThat(exitStatus(process)).isOne();
  }

  @Test
  void exitsWhenItsInputEnds() throws Exception {
    Process process = start("--stdio");
    client(process).close();

    assertThat(exitStatus(process)).isOne();
  }

  @Test
  void exitsWhenItsParentIsGone() throws Exception {
    Process parent = start("--stdio"); // any process that lives until it is killed
    Process byOption = start("--stdio", "--clientProcessId=" + parent.pid());
    Process byRequest = start("--stdio");
    client(byRequest).request("initialize", INITIALIZE.formatted(parent.pid()));
    assertThat(byOption.isAlive()).isTrue();
    parent.destroyForcibly().waitFor();

    assertThat(exitStatus(byOption)).isOne();
    assertThat(exitStatus(byRequest)).isOne();
  }

  @Test
  void connectsToItsClientsPort() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = start("--socket=" + listening.getLocalPort());
      try (Socket socket = listening.accept();
          TestClient client = new TestClient(socket.getInputStream(), socket.getOutputStream())) {
        assertThat(client.request("initialize", INITIALIZE.formatted("null")).toString()).contains("hoverProvider");
        client.request("shutdown", null);
        client.notify("exit", null);

        assertThat(exitStatus(process)).isZero();
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void readsFilesOfAllNamesWhereThereIsNoLocale(@TempDir Path folder) throws Exception {
    String ir = "define i32 @twice(i32 %x) {\n  %y = add i32 %x, %x\n  ret i32 %y\n}\n";
    Files.writeString(Files.createDirectory(folder.resolve("gr\u00f6\u00dfe")).resolve("\u00fcber.ll"), ir);
    String uri = folder.toUri() + "gr%C3%B6%C3%9Fe/%C3%BCber.ll";
    ProcessBuilder builder = new ProcessBuilder(command("--stdio")).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    started.add(process);
    TestClient client = client(process);
    client.request("initialize", INITIALIZE.formatted("null"));
    client.notify("initialized", "{}");
    Map<String, Object> command =
        Map.of("command", "assay.showPipeline", "arguments", List.of(Map.of("uri", uri, "name", "twice")));
    assertThat(client.request("workspace/executeCommand", command).toString()).as("from disk").contains("@twice(");
    client.notify("textDocument/didOpen",
        Map.of("textDocument", Map.of("uri", uri, "languageId", "llvm", "version", 1, "text", ir)));
    assertThat(client.request("workspace/executeCommand", command).toString()).as("open").contains("@twice(");
  }

  @Test
  void saysWhatIsWrongWithItsArguments() throws Exception {
    assertThat(exitStatus(start("--sockets=1"))).isEqualTo(2);
    assertThat(exitStatus(start("--socket=70000"))).isEqualTo(2);
  }
}
