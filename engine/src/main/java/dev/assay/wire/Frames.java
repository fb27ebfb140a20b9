package dev.assay.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Length-prefixed frames on a byte stream. */
final class Frames {
  /** Larger than any input that is accepted; a larger length means that the stream is not ours. */
  static final int MAXIMUM_BYTES = 1 << 29;

  private Frames() {}

  /** Writes a frame's body. */
  @FunctionalInterface
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  static void write(DataOutputStream out, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    body.write(new DataOutputStream(bytes));
    if (bytes.size() > MAXIMUM_BYTES) {
      throw new IOException("a message of " + bytes.size() + " bytes is too large");
    }
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }

  static DataInputStream read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAXIMUM_BYTES) {
      throw new IOException("not a frame: its length is " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a frame ends after " + bytes.length + " of " + length + " bytes");
    }
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a field of " + length + " bytes does not fit its frame");
    }
    return in.readNBytes(length);
  }

  /** Like writeUTF, without its limit of 65,535 bytes. */
  static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  static void writeInts(DataOutputStream out, int[] numbers) throws IOException {
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  static int[] readInts(DataInputStream in, int count) throws IOException {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }
}
