package dev.assay.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;

/** Bundles for tests, with an encoder. */
public final class TestBundles {
  private TestBundles() {}

  /**
   * Writes a bundle whose probes are all {@code sroa,instcombine}.
   *
   * @param description what bundle.json says beside the usual, followed by a comma
   */
  public static void write(Path folder, int probes, String description, byte[] codebooks, byte[] model)
      throws IOException {
    byte[] text = ("{\"probes\":[" + String.join(",", Collections.nCopies(probes, "[\"sroa\",\"instcombine\"]")) + "]}")
        .getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("probes.json"), text);
    Files.write(folder.resolve("codebooks.npy"), codebooks);
    Files.write(folder.resolve("pq-bert.onnx"), model);
    Files.writeString(folder.resolve("bundle.json"), """
        {"id":"test-1.0.0","llvm":"20.1.7","P":%d,"L":2,%s"sha256":{"probes.json":"%s","codebooks.npy":"%s",\
        "pq-bert.onnx":"%s"}}""".formatted(probes, description, sha256(text), sha256(codebooks), sha256(model)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
