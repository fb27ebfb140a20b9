package dev.assay.intellij.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a user does: a real window of the IDE with the packed plugin, and keys. The outcome is checked in the plugin's
 * log and in the file on disk; pictures are in {@code target/window}.
 */
class WindowTest {
  private static final long PATIENCE_SECONDS = 180;
  private static final long ANSWER_SECONDS = 5;
  private static final String SOURCE = """
      int sum(const int *values, int count) {
        int total = 0;
        for (int i = 0; i < count; i++) {
          total += values[i] * 3;
        }
        return total;
      }

      int weighted(const int *values, int count) {
        int total = 1;
        for (int i = 0; i < count; i++) {
          total += values[i] * 5;
        }
        return total;
      }
      """;

  private final Path folder = Path.of(System.getProperty("assay.zip")).resolveSibling("window");
  private IdeProcess ide;
  private Display display;

  @BeforeEach
  void needsPrograms() {
    boolean isComplete = Display.missing().isEmpty();
    if (System.getenv("CI") != null) {
      assertThat(Display.missing()).as("programs that CI has to have").isEmpty();
    }
    Assumptions.assumeTrue(isComplete, () -> "not found: " + Display.missing());
  }

  @Test
  void aUsersWay() throws Exception {
    deleteAll(folder);
    Path source = Files.createDirectories(folder.resolve("project")).resolve("sum.c");
    Files.writeString(source, SOURCE);
    Files.createDirectories(source.resolveSibling(".idea"));
    ProcessHandle lastServer;
    try (Display screen = Display.open();
        IdeProcess process = IdeProcess.start(Files.createDirectories(folder.resolve("ide")),
            Path.of(System.getProperty("assay.zip")), screen.name(), source)) {
      display = screen;
      ide = process;
      await("the server to run", () -> ide.log().contains(": RUNNING"));
      readDocumentation("documentation");
      findSimilar();
      applyAndUndo(source);
      killServer();
      readDocumentation("again");
      lastServer = ide.server().orElseThrow();
    }
    // The IDE was ended as by a crash.
    lastServer.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void readDocumentation(String picture) {
    await("the documentation", () -> {
      int before = ide.log().length();
      placeCaret(); // each time: a window that is still coming up loses keys
      display.key("ctrl+q");
      boolean isWhole = isSaidSoon(before, "documentation: .*<code>sum</code>.*Best found: ");
      if (isWhole) {
        rest();
        display.picture(folder.resolve(picture + ".png"));
      }
      display.key("Escape");
      return isWhole;
    });
  }

  /** Puts the caret on the first function's name; the click brings the focus back, which closed popups do not. */
  private void placeCaret() {
    display.click(640, 440);
    display.key("Escape", "ctrl+Home", "Right", "Right", "Right", "Right", "Right");
  }

  private void findSimilar() {
    await("the similar function", () -> {
      int before = ide.log().length();
      placeCaret();
      display.key("ctrl+alt+shift+a");
      return isSaidSoon(before, "similar to sum: .*weighted");
    });
    rest();
    display.picture(folder.resolve("similar.png"));
    display.key("Escape");
  }

  private void applyAndUndo(Path source) throws IOException {
    await("the intention", () -> {
      int before = ide.log().length();
      placeCaret();
      display.key("alt+Return");
      rest();
      display.type("as a comment");
      rest();
      display.picture(folder.resolve("intention.png"));
      display.key("Return");
      boolean isApplied = isSaidSoon(before, "applied: Assay: add the opt");
      if (!isApplied) {
        display.key("Escape");
      }
      return isApplied;
    });
    await("the changed file", () -> {
      placeCaret(); // a key is lost while a popup closes
      return saved(source).contains("opt -passes=");
    });
    display.picture(folder.resolve("applied.png"));
    await("the file as it was", () -> {
      display.key("ctrl+z"); // the first may only bring the caret back to the change; after the last, nothing happens
      rest();
      return saved(source).equals(SOURCE);
    });
  }

  private String saved(Path source) {
    display.key("ctrl+s");
    rest();
    return read(source);
  }

  private void killServer() {
    ProcessHandle killed = ide.server().orElseThrow();
    int before = ide.log().length();
    killed.destroyForcibly();
    await("another server", () -> ide.log().substring(before).contains(": RUNNING")
        && ide.server().filter(now -> now.pid() != killed.pid()).isPresent());
  }

  /** Whether the IDE logs such a line within a few seconds. */
  private boolean isSaidSoon(int from, String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
    while (System.nanoTime() - deadline < 0) {
      Matcher said = wanted.matcher(ide.log().substring(from));
      if (said.find()) {
        return true;
      }
      rest();
    }
    return false;
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || !ide.isAlive()) {
        display.picture(folder.resolve("failed.png"));
        throw new AssertionError("gave up waiting for " + what + "; see " + folder);
      }
      rest();
    }
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
