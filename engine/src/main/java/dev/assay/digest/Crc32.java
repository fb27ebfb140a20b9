package dev.assay.digest;

import java.util.zip.CRC32;

/** CRC-32, for what need not be safe from anybody. */
public final class Crc32 {
  private Crc32() {}

  /** The checksum of bytes: 0 to 2<sup>32</sup> - 1. */
  public static long of(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
