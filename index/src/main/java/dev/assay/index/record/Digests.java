package dev.assay.index.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of text and bytes. */
public final class Digests {
  private Digests() {}

  /** SHA-256 of text in UTF-8; 32 bytes. */
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first half of SHA-256 of text in UTF-8, as 32 hexadecimal digits. */
  public static String name(String text) {
    return HexFormat.of().formatHex(sha256(text), 0, 16);
  }

  /** The first 64 bits of SHA-256 of bytes. */
  public static long digest(byte[] bytes) {
    return ByteBuffer.wrap(sha256(bytes)).getLong();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
