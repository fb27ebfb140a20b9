package dev.assay.intellij.packed;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A screen of its own with a window manager, where keys are pressed and pictures taken. */
final class Display implements AutoCloseable {
  private static final List<String> PROGRAMS = List.of("Xvfb", "openbox", "xdotool", "import");

  private final Process screen;
  private final Process windowManager;
  private final String name;

  private Display(Process screen, Process windowManager, String name) {
    this.screen = screen;
    this.windowManager = windowManager;
    this.name = name;
  }

  /** The programs that are missing on this machine. */
  static List<String> missing() {
    List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return PROGRAMS.stream()
        .filter(program -> folders.stream().noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))).toList();
  }

  static Display open() throws IOException {
    Process screen = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader number =
        new BufferedReader(new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII));
    String name = ":" + number.readLine();
    ProcessBuilder openbox =
        new ProcessBuilder("openbox").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    openbox.environment().put("DISPLAY", name);
    return new Display(screen, openbox.start(), name);
  }

  String name() {
    return name;
  }

  void key(String... keys) {
    run(Stream.concat(Stream.of("xdotool", "key", "--clearmodifiers", "--delay", "80"), Stream.of(keys)).toList());
  }

  void type(String text) {
    run(List.of("xdotool", "type", "--clearmodifiers", "--delay", "80", text));
  }

  void click(int x, int y) {
    run(List.of("xdotool", "mousemove", String.valueOf(x), String.valueOf(y), "click", "1"));
  }

  void picture(Path file) {
    run(List.of("import", "-window", "root", file.toString()));
  }

  private void run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
      builder.environment().put("DISPLAY", name);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + said);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    windowManager.destroyForcibly().onExit().join();
    screen.destroyForcibly().onExit().join();
  }
}
