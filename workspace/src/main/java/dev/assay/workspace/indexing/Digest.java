package dev.assay.workspace.indexing;

import dev.assay.digest.Sha256;
import java.nio.charset.StandardCharsets;

/** Digests of contents and commands, 128 bits in hexadecimal. */
final class Digest {
  private static final int LENGTH = 32;

  private Digest() {}

  static String of(byte[] content) {
    return Sha256.hex(content).substring(0, LENGTH);
  }

  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
