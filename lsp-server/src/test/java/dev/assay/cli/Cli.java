package dev.assay.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Runs commands in this process and catches what they print. */
final class Cli {
  private static final byte[] PROBES =
      "{\"probes\":[[\"sroa\",\"instcombine\",\"simplifycfg\"],[\"mem2reg\",\"early-cse\",\"dce\"]]}"
          .getBytes(StandardCharsets.UTF_8);

  private Cli() {}

  /** What came of a command. */
  record Result(int status, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  static Result run(String... args) {
    return run(new Terminal(false, false, 120, true), args);
  }

  static Result run(Terminal terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8), terminal);
    int status = Main.run(console, args);
    return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A bundle of two probes, written into a folder. */
  static String bundle(Path parent) {
    try {
      Path folder = Files.createDirectories(parent.resolve("bundle-of-two"));
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PROBES));
      Files.write(folder.resolve("probes.json"), PROBES);
      Files.writeString(folder.resolve("bundle.json"), "{\"id\":\"assay-0.1.0\",\"llvm\":\"20.1.7\",\"P\":2,\"L\":3,"
          + "\"sha256\":{\"probes.json\":\"" + hash + "\"}}");
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A copy of an example in a folder. */
  static String example(Path folder, String name) {
    try {
      Path copy = Files.createDirectories(folder).resolve(name);
      Files.copy(root().resolve("examples").resolve(name), copy);
      return copy.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root of the checkout. */
  static Path root() {
    return Path.of(System.getProperty("assay.root", ".."));
  }
}
