package dev.assay.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** An object file's bytes, every access checked. Positions are offsets from its beginning. */
final class ObjectBytes {
  private final byte[] bytes;
  private final ByteBuffer buffer;

  ObjectBytes(byte[] bytes) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  void order(ByteOrder order) {
    buffer.order(order);
  }

  int length() {
    return bytes.length;
  }

  boolean startsWith(int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  int u8(long at) throws ObjectFormatException {
    return buffer.get(checked(at, 1)) & 0xff;
  }

  int u16(long at) throws ObjectFormatException {
    return buffer.getShort(checked(at, 2)) & 0xffff;
  }

  long u32(long at) throws ObjectFormatException {
    return buffer.getInt(checked(at, 4)) & 0xffffffffL;
  }

  /** A number that has to fit into 63 bits, as every offset and size does. */
  long u64(long at) throws ObjectFormatException {
    long value = buffer.getLong(checked(at, 8));
    if (value < 0) {
      throw new ObjectFormatException("the object file has an offset or size that no file can have");
    }
    return value;
  }

  /** Bits that stand for themselves, such as flags. */
  long bits64(long at) throws ObjectFormatException {
    return buffer.getLong(checked(at, 8));
  }

  /** The text up to the next zero byte. */
  String text(long at) throws ObjectFormatException {
    int start = checked(at, 0);
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** The text in a field of a fixed width, up to its first zero byte. */
  String text(long at, int width) throws ObjectFormatException {
    int start = checked(at, width);
    int end = start;
    while (end < start + width && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private int checked(long at, int width) throws ObjectFormatException {
    if (at < 0 || at > bytes.length - (long) width) {
      throw new ObjectFormatException("the object file is cut off");
    }
    return (int) at;
  }
}
