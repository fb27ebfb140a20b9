package dev.assay.cli;

import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Terminal;
import dev.assay.workspace.SmallBundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands in this process and catches what they print. */
public final class Cli {
  private Cli() {}

  /** What came of a command. */
  public record Result(int status, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  public static Result run(String... args) {
    return run(new Terminal(false, false, 120, true), args);
  }

  public static Result run(Terminal terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8), terminal);
    int status = Main.run(console, args);
    return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A copy of an example in a folder. */
  public static String example(Path folder, String name) {
    try {
      Path copy = Files.createDirectories(folder).resolve(name);
      Files.copy(SmallBundles.root().resolve("examples").resolve(name), copy);
      return copy.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
