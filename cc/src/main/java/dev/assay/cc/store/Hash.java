package dev.assay.cc.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256. */
public final class Hash {
  private Hash() {}

  /** Of bytes. */
  public static byte[] of(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** Of a text of bytes and some words, in hexadecimal; where one word ends makes a difference. */
  public static String of(byte[] text, List<String> words) {
    MessageDigest digest = sha256();
    for (String word : words) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(text));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
