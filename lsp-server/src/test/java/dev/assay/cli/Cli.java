package dev.assay.cli;

import dev.assay.quantize.Codebooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Runs commands in this process and catches what they print. */
public final class Cli {
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
      Files.write(folder.resolve("probes.json"), PROBES);
      Files.writeString(folder.resolve("bundle.json"), "{\"id\":\"assay-0.1.0\",\"llvm\":\"20.1.7\",\"P\":2,\"L\":3,"
          + "\"sha256\":{\"probes.json\":\"" + sha256(PROBES) + "\"}}");
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The bundle of two probes with an encoder. {@code tiny-encoder.onnx} beside the golden files was written by
   * {@code TinyModel.of(2)} of the library's tests: its embedding is all codes / 256, sixteen times over, the
   * probabilities are the softmax of its first 124 numbers, and the -Oz benefit is the share of rows that are missing.
   */
  public static String bundleWithEncoder(Path parent) {
    try {
      Path folder = Path.of(bundle(parent));
      byte[] model =
          Files.readAllBytes(root().resolve("lsp-server/src/test/resources/dev/assay/cli/tiny-encoder.onnx"));
      byte[] codebooks = codebooks().toNpy();
      Files.write(folder.resolve("codebooks.npy"), codebooks);
      Files.write(folder.resolve("pq-bert.onnx"), model);
      Files.writeString(folder.resolve("bundle.json"),
          "{\"id\":\"assay-0.2.0\",\"llvm\":\"20.1.7\",\"P\":2,\"L\":3,\"M\":8,\"k*\":256,"
              + "\"sha256\":{\"probes.json\":\"" + sha256(PROBES) + "\",\"codebooks.npy\":\"" + sha256(codebooks)
              + "\",\"pq-bert.onnx\":\"" + sha256(model) + "\"}}");
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In each book, centroid i lies further below 0 in all features than centroid i - 1. */
  private static Codebooks codebooks() {
    float[][][] centroids = new float[Codebooks.BOOKS][Codebooks.MOST_CENTROIDS][Codebooks.WIDTH];
    for (float[][] book : centroids) {
      for (int i = 0; i < book.length; i++) {
        Arrays.fill(book[i], -i / 64f);
      }
    }
    return Codebooks.of(centroids);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
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
  public static Path root() {
    return Path.of(System.getProperty("assay.root", ".."));
  }
}
