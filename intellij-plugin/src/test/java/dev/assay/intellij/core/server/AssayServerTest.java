package dev.assay.intellij.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.assay.intellij.core.client.DiagnosticStore.Published;
import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.java.JavaFinder;
import dev.assay.intellij.core.java.JavaPlaces;
import dev.assay.intellij.core.java.NoJavaException;
import dev.assay.intellij.core.protocol.Commands;
import dev.assay.intellij.core.view.Failures;
import dev.assay.intellij.core.view.HoverHtml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: the server itself, and programs that are not a server. */
class AssayServerTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir
  private Path folder;
  private final RememberingListener listener = new RememberingListener();
  private AssayServer server;

  @AfterEach
  void end() throws InterruptedException {
    server.close();
    assertThat(server.awaitClosed(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))).isTrue();
  }

  @Test
  void hoversOverWhatIsOpenAndFollowsChanges() throws Exception {
    server = start(new RealSetup());
    String uri = FileUris.of(folder.resolve("f.c"));
    // Before the server runs, and twice: it is told once, with the text as it is when it starts.
    server.documents().open(uri, "c", "int g(int x) { return x * 3; }\n");
    server.documents().open(uri, "c", "other");
    server.documents().change(uri, new Range(new Position(0, 4), new Position(0, 5)), "triple",
        "int triple(int x) { return x * 3; }\n");
    awaitRead(uri);
    await("a figure", () -> hover(uri, 5).contains("IR instructions"));
    assertThat(hover(uri, 5)).contains("<code>triple</code>");

    server.documents().change(uri, new Range(new Position(0, 4), new Position(0, 10)), "thrice",
        "int thrice(int x) { return x * 3; }\n");
    awaitRead(uri);
    assertThat(hover(uri, 5)).contains("<code>thrice</code>");
    await("rest", () -> listener.lastStatus().filter(status -> status.quiescent()).isPresent());
    assertThat(listener.progress()).isNotEmpty().allMatch(progress -> progress.title().contains("f.c"));
    await("the progress to end", () -> listener.progress().stream().allMatch(progress -> progress.isEnded()));
  }

  @Test
  void isStartedAgainAndToldWhatIsOpen() throws Exception {
    server = start(new RealSetup());
    String uri = FileUris.of(folder.resolve("f.c"));
    server.documents().open(uri, "c", "int f(int x) { return nothing; }\n");
    awaitRead(uri);
    assertThat(server.diagnostics().of(uri).orElseThrow().problems()).isNotEmpty();
    long killed = server.pid().orElseThrow();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    await("another process", () -> server.pid().orElse(killed) != killed);
    awaitRead(uri);
    assertThat(server.diagnostics().of(uri).orElseThrow().problems()).isNotEmpty();
  }

  @Test
  void knowsWhichFilesTheServerWatches() {
    server = start(new RealSetup());
    await("the server's patterns", () -> server.watchedFiles().matches(folder.resolve("deep/a.h")));
    assertThat(server.watchedFiles().matches(folder.resolve("compile_commands.json"))).isTrue();
    assertThat(server.watchedFiles().matches(folder.resolve("a.c"))).isTrue();
    assertThat(server.watchedFiles().matches(folder.resolve("a.txt"))).isFalse();
    server.close();
    await("nothing to be watched", () -> !server.watchedFiles().matches(folder.resolve("a.c")));
  }

  @Test
  void endsForGood() throws Exception {
    server = start(new RealSetup());
    await("the server to run", () -> server.state() == ServerState.RUNNING);
    ProcessHandle process = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
    server.close();
    process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(server.awaitClosed(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))).isTrue();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    assertThatThrownBy(() -> server.request(api -> api.shutdown()).get()).hasMessageContaining("stopped");
  }

  @Test
  void aServerThatHangsIsKilled() throws Exception {
    server = start(new RealSetup() {
      @Override
      public ServerTimeouts timeouts() {
        return new ServerTimeouts(ServerTimeouts.USUAL.initialize(), Duration.ofSeconds(1));
      }
    });
    await("the server to run", () -> server.state() == ServerState.RUNNING);
    ProcessHandle process = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
    assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor()).isZero();
    // More than fits into the pipe, so that writing to it blocks.
    server.documents().open(FileUris.of(folder.resolve("f.c")), "c", "/*" + " ".repeat(1 << 20) + "*/");
    server.close();
    process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void requestsFailWhenTheServerDies() throws Exception {
    server = start(new RealSetup());
    await("the server to run", () -> server.state() == ServerState.RUNNING);
    CompletableFuture<Object> unanswered = server.request(api -> new CompletableFuture<>());
    CompletableFuture<Object> cancelled = server.request(api -> new CompletableFuture<>());
    cancelled.cancel(true);
    ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().destroyForcibly();
    assertThatThrownBy(() -> unanswered.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ServerUnavailableException.class);
    assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatDiesAtOnceIsGivenUp() {
    server = start(new OtherSetup(List.of(javaProgram(), "-version")));
    await("the server to fail", () -> server.state() == ServerState.FAILED);
    assertThat(server.reason()).contains("does not start");
    assertThat(listener.log()).anyMatch(line -> line.contains("version"));
    assertThat(listener.states().stream().filter(ServerState.STARTING::equals).count())
        .isGreaterThan(RestartPolicy.MOST);
  }

  @Test
  void whatCannotBeStartedIsGivenUp() {
    server = start(new OtherSetup(List.of(folder.resolve("none").toString())));
    await("the server to fail", () -> server.state() == ServerState.FAILED);
  }

  @Test
  void whatDoesNotAnswerIsKilled() {
    server = start(new OtherSetup(List.of("tail", "-f", "/dev/null")) {
      @Override
      public ServerTimeouts timeouts() {
        return new ServerTimeouts(Duration.ofMillis(200), Duration.ofMillis(200));
      }
    });
    await("the server to fail", () -> server.state() == ServerState.FAILED);
    assertThat(server.reason()).contains("has not answered");
    assertThat(ProcessHandle.current().children().filter(child -> child.info().command().orElse("").endsWith("tail")))
        .isEmpty();
  }

  @Test
  void whatTheServerRefusesIsSaid() throws Exception {
    server = start(new RealSetup());
    await("the server to run", () -> server.state() == ServerState.RUNNING);
    String uri = FileUris.of(folder.resolve("none.c"));
    assertThatThrownBy(() -> server.request(api -> Commands.findSimilar(api, uri, new Position(0, 0), 0))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .satisfies(failure -> assertThat(Failures.sentence(failure)).startsWith("The Assay server says: "));
  }

  private AssayServer start(ServerSetup setup) {
    AssayServer started = new AssayServer(setup, listener, new RestartPolicy(System::nanoTime));
    started.start();
    return started;
  }

  private void awaitRead(String uri) {
    await("the document to be read", () -> server.diagnostics().of(uri).map(Published::version)
        .filter(version -> server.documents().version(uri).equals(Optional.of(version))).isPresent());
  }

  private String hover(String uri, int column) {
    HoverParams params = new HoverParams(new TextDocumentIdentifier(uri), new Position(0, column));
    try {
      Hover hover =
          server.request(api -> api.getTextDocumentService().hover(params)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return hover == null ? "" : HoverHtml.of(hover.getContents().getRight().getValue());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("gave up waiting for " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts the real server. */
  private class RealSetup extends OtherSetup {
    RealSetup() {
      super(List.of());
    }

    @Override
    public ServerCommand command() throws NoJavaException {
      JavaPlaces places = JavaPlaces.usual("", System.getenv(), Path.of(System.getProperty("user.home")));
      return ServerCommand.of(JavaFinder.find(places), Path.of(System.getProperty("assay.server.jars")), "", "",
          Map.of());
    }
  }

  /** Starts a program that is not a server. */
  private class OtherSetup implements ServerSetup {
    private final List<String> command;

    OtherSetup(List<String> command) {
      this.command = command;
    }

    @Override
    public ServerCommand command() throws NoJavaException {
      return new ServerCommand(command, Map.of());
    }

    @Override
    public JsonObject initializationOptions() {
      return new ServerSettings(true, false, false, true, "bytes", List.of(), "off").json();
    }

    @Override
    public List<Path> folders() {
      return List.of(folder);
    }

    @Override
    public ServerTimeouts timeouts() {
      return ServerTimeouts.USUAL;
    }
  }
}
