package dev.assay.source;

/**
 * Converts offsets in UTF-8 to offsets in UTF-16, which editors count in, and back. Immutable; a conversion takes
 * constant time.
 */
public final class Utf16Offsets {
  private static final int STEP_BYTES = 512;

  private final byte[] text;
  /** UTF-16 code units before every {@link #STEP_BYTES}th byte. */
  private final int[] unitsBefore;
  private final boolean isAscii;

  private Utf16Offsets(byte[] text, int[] unitsBefore, boolean isAscii) {
    this.text = text;
    this.unitsBefore = unitsBefore;
    this.isAscii = isAscii;
  }

  /** For a text in UTF-8; the bytes are not copied and must not be changed. */
  public static Utf16Offsets of(byte[] text) {
    int[] before = new int[text.length / STEP_BYTES + 1];
    int units = 0;
    boolean isAscii = true;
    for (int i = 0; i < text.length; i++) {
      if (i % STEP_BYTES == 0) {
        before[i / STEP_BYTES] = units;
      }
      units += units(text[i]);
      isAscii &= text[i] >= 0;
    }
    if (text.length % STEP_BYTES == 0) {
      before[text.length / STEP_BYTES] = units;
    }
    return new Utf16Offsets(text, before, isAscii);
  }

  /** The offset in UTF-16 of an offset in bytes, which is clamped into the text. */
  public int fromBytes(int offset) {
    int to = Math.clamp(offset, 0, text.length);
    if (isAscii) {
      return to;
    }
    int units = unitsBefore[to / STEP_BYTES];
    for (int i = to - to % STEP_BYTES; i < to; i++) {
      units += units(text[i]);
    }
    return units;
  }

  /** The offset in bytes of an offset in UTF-16, which is clamped into the text; between surrogates, after both. */
  public int toBytes(int offset) {
    if (isAscii) {
      return Math.clamp(offset, 0, text.length);
    }
    int low = 0;
    int high = unitsBefore.length - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (unitsBefore[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    int units = unitsBefore[low];
    int at = low * STEP_BYTES;
    while (at < text.length && (units < offset || units(text[at]) == 0)) {
      units += units(text[at]);
      at++;
    }
    return at;
  }

  /** UTF-16 code units that begin with a byte. */
  private static int units(byte b) {
    int value = b & 0xFF;
    return value >= 0x80 && value < 0xC0 ? 0 : value >= 0xF0 ? 2 : 1;
  }
}
