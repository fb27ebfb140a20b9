package dev.assay.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An encoder without weights whose outputs can be told by heart, written as ONNX's protocol buffers field by field:
 * this module has no library for that.
 *
 * <p>The embedding is all codes / 256, as often as they fit into 256 numbers; the probabilities are the softmax of its
 * first 124; the -Oz benefit is the share of rows that are missing.
 */
public final class TinyModel {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int BOOL = 9;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private TinyModel() {}

  /** The graph for so many rows, a power of 2 up to 32. */
  public static byte[] of(int rows) {
    return of(rows, 256, Map.of());
  }

  /**
   * A graph that may be wrong.
   *
   * @param embedding how many numbers the embedding has
   * @param names what inputs and outputs are called instead
   */
  static byte[] of(int rows, int embedding, Map<String, String> names) {
    String codes = names.getOrDefault("codes", "codes");
    String mask = names.getOrDefault("mask", "mask");
    String out = names.getOrDefault("embedding", "embedding");
    int flat = rows * 8;
    TinyModel graph =
        new TinyModel().text(2, "tiny").part(1, node("Cast", List.of(codes), "f").part(5, attribute("to", FLOAT)))
            .part(1, node("Reshape", List.of("f", "flat shape"), "flat"))
            .part(1, node("Div", List.of("flat", "256"), "scaled"))
            .part(1, node("Tile", List.of("scaled", "repeats"), out))
            .part(1, node("Slice", List.of(out, "0", "124", "1"), "logits"))
            .part(1, node("Softmax", List.of("logits"), "best_pass").part(5, attribute("axis", -1)))
            .part(1, node("Cast", List.of(mask), "m").part(5, attribute("to", FLOAT)))
            .part(1, node("ReduceMean", List.of("m"), "oz_benefit")
                .part(5, new TinyModel().text(1, "axes").number(8, 1).number(20, 7)).part(5, attribute("keepdims", 0)))
            .part(5, longs("flat shape", -1, flat)).part(5, longs("repeats", 1, embedding / flat))
            .part(5, longs("0", 0)).part(5, longs("124", 124)).part(5, longs("1", 1))
            .part(5, new TinyModel().number(1, 1).number(2, FLOAT).text(8, "256").raw(9, littleEndian(256f)))
            .part(11, port(codes, INT64, rows, 8)).part(11, port(mask, BOOL, rows))
            .part(12, port(out, FLOAT, embedding)).part(12, port("best_pass", FLOAT, 124))
            .part(12, port("oz_benefit", FLOAT));
    return new TinyModel().number(1, 8).text(2, "assay tests").part(7, graph).part(8,
        new TinyModel().text(1, "").number(2, 17)).bytes.toByteArray();
  }

  private static TinyModel node(String operator, List<String> inputs, String output) {
    TinyModel node = new TinyModel();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operator);
  }

  private static TinyModel attribute(String name, long value) {
    return new TinyModel().text(1, name).number(3, value).number(20, 2);
  }

  private static TinyModel longs(String name, long... values) {
    TinyModel tensor = new TinyModel().number(1, values.length).number(2, INT64).text(8, name);
    for (long value : values) {
      tensor.number(7, value);
    }
    return tensor;
  }

  private static TinyModel port(String name, int type, int... sizes) {
    TinyModel shape = new TinyModel().part(1, new TinyModel().text(2, "N"));
    for (int size : sizes) {
      shape.part(1, new TinyModel().number(1, size));
    }
    return new TinyModel().text(1, name).part(2,
        new TinyModel().part(1, new TinyModel().number(1, type).part(2, shape)));
  }

  private static byte[] littleEndian(float value) {
    return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }

  private TinyModel number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  private TinyModel text(int field, String value) {
    return raw(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private TinyModel part(int field, TinyModel value) {
    return raw(field, value.bytes.toByteArray());
  }

  private TinyModel raw(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }
}
