package dev.assay.workspace;

import dev.assay.quantize.Codebooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Bundles of two probes for the tests of this module and of those above it. */
public final class SmallBundles {
  private static final byte[] PROBES =
      "{\"probes\":[[\"sroa\",\"instcombine\",\"simplifycfg\"],[\"mem2reg\",\"early-cse\",\"dce\"]]}"
          .getBytes(StandardCharsets.UTF_8);

  private SmallBundles() {}

  /** A bundle of two probes, written into a folder. */
  public static String bundle(Path parent) {
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
   * The bundle of two probes with an encoder. {@code tiny-encoder.onnx} among the test resources was written by
   * {@code TinyModel.of(2)} of the engine's tests: its embedding is all codes / 256, sixteen times over, the
   * probabilities are the softmax of its first 124 numbers, and the -Oz benefit is the share of rows that are missing.
   */
  public static String bundleWithEncoder(Path parent) {
    try {
      Path folder = Path.of(bundle(parent));
      byte[] model = encoder();
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

  private static byte[] encoder() throws IOException {
    try (InputStream in = SmallBundles.class.getResourceAsStream("tiny-encoder.onnx")) {
      return in.readAllBytes();
    }
  }

  /** The root of the checkout. */
  public static Path root() {
    return Path.of(System.getProperty("assay.root", ".."));
  }
}
