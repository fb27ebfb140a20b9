package dev.assay.cc.store;

import dev.assay.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** By which an object is kept: SHA-256 of all that it depends on. */
public final class Hash {
  private Hash() {}

  /** Of a text of bytes and some words, in hexadecimal; where one word ends makes a difference. */
  public static String of(byte[] text, List<String> words) {
    MessageDigest digest = Sha256.begin();
    for (String word : words) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(text));
  }
}
