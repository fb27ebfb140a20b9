package dev.assay.train.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors in a file, in the safetensors format: the length of a header (8 bytes, little-endian), the header in
 * JSON, the values. Only float32 is written and read.
 *
 * <p>What is read is not trusted: every size is checked against the file before anything is allocated for it.
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final String METADATA = "__metadata__";
  private static final String FLOAT32 = "F32";
  /** What the reference implementation allows. */
  private static final long LONGEST_HEADER = 100_000_000;

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param tensors by name, in the order of the names
   * @param metadata what else is said of them
   */
  public record Content(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    /** Copies the maps. */
    public Content {
      tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
      metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
  }

  /**
   * Writes tensors; the file appears whole or not at all, and the same tensors give the same bytes.
   *
   * @param tensors by name
   * @param metadata what else is to be known of them
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
    SortedMap<String, Tensor> sorted = new TreeMap<>(tensors);
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = header.putObject(METADATA);
      new TreeMap<>(metadata).forEach(node::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
      long end = offset + entry.getValue().count() * (long) Float.BYTES;
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", FLOAT32);
      for (int size : entry.getValue().shape()) {
        node.withArray("shape").add(size);
      }
      node.withArray("shape"); // there even where it is empty
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = JSON.writeValueAsString(header);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    byte[] padded = (text + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8); // values start aligned
    WholeFile.write(file, half -> {
      try (FileChannel channel = FileChannel.open(half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).flip());
        writeFully(channel, ByteBuffer.wrap(padded));
        for (Tensor tensor : sorted.values()) {
          writeFully(channel, bytes(tensor));
        }
      }
    });
  }

  private static ByteBuffer bytes(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(tensor.count() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.buffer());
    return bytes;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads a file.
   *
   * @throws WeightsException with a sentence, when it is not such a file
   */
  public static Content read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw new WeightsException("it has only " + size + " bytes");
      }
      long headerLength = read(channel, 0, Long.BYTES).getLong();
      long start = Long.BYTES + headerLength;
      if (headerLength < 2 || headerLength > LONGEST_HEADER || start > size) {
        throw new WeightsException("its header cannot be " + Long.toUnsignedString(headerLength) + " bytes long");
      }
      JsonNode header = header(read(channel, Long.BYTES, (int) headerLength));
      SortedMap<String, String> metadata = metadata(header.path(METADATA));
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      for (Map.Entry<String, Place> entry : places(header, size - start).entrySet()) {
        Place place = entry.getValue();
        float[] values = new float[Math.toIntExact(place.bytes() / Float.BYTES)];
        read(channel, start + place.begin, Math.toIntExact(place.bytes())).asFloatBuffer().get(values);
        tensors.put(entry.getKey(), Tensor.owning(values, place.shape));
      }
      return new Content(tensors, metadata);
    } catch (WeightsException e) {
      throw new WeightsException(file + " is not a safetensors file that can be used: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new WeightsException("it has become shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static JsonNode header(ByteBuffer bytes) throws WeightsException {
    byte[] text = new byte[bytes.remaining()];
    bytes.get(text);
    try {
      JsonNode header = JSON.readTree(text);
      if (header != null && header.isObject()) {
        return header;
      }
      throw new WeightsException("its header is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new WeightsException("its header is not JSON: " + e.getOriginalMessage(), e);
    } catch (WeightsException e) {
      throw e;
    } catch (IOException e) {
      throw new WeightsException("its header is not JSON: " + e.getMessage(), e);
    }
  }

  private static SortedMap<String, String> metadata(JsonNode node) throws WeightsException {
    SortedMap<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new WeightsException("its metadata '" + entry.getKey() + "' is not a text");
      }
      metadata.put(entry.getKey(), entry.getValue().asText());
    }
    return metadata;
  }

  /** Where a tensor's values are, counted from the end of the header. */
  private record Place(long begin, long end, int[] shape) {
    long bytes() {
      return end - begin;
    }
  }

  /** The tensors' places, which must cover the rest of the file without gaps. */
  private static Map<String, Place> places(JsonNode header, long size) throws WeightsException {
    Map<String, Place> places = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        places.put(entry.getKey(), place(entry.getKey(), entry.getValue(), size));
      }
    }
    long covered = 0;
    List<Map.Entry<String, Place>> ordered = places.entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<String, Place> entry) -> entry.getValue().begin)
            .thenComparingLong(entry -> entry.getValue().end))
        .toList();
    for (Map.Entry<String, Place> entry : ordered) {
      if (entry.getValue().begin != covered) {
        throw new WeightsException("tensor '" + entry.getKey() + "' begins at " + entry.getValue().begin
            + " where the one before ends at " + covered);
      }
      covered = entry.getValue().end;
    }
    if (covered != size) {
      throw new WeightsException("its tensors take " + covered + " bytes, but there are " + size);
    }
    return places;
  }

  private static Place place(String name, JsonNode node, long size) throws WeightsException {
    if (!node.path("dtype").asText().equals(FLOAT32)) {
      throw new WeightsException("tensor '" + name + "' is of type " + node.path("dtype") + " instead of " + FLOAT32);
    }
    JsonNode offsets = node.path("data_offsets");
    if (offsets.size() != 2 || !offsets.get(0).canConvertToLong() || !offsets.get(1).canConvertToLong()) {
      throw new WeightsException("tensor '" + name + "' does not say where it is");
    }
    long begin = offsets.get(0).asLong();
    long end = offsets.get(1).asLong();
    if (begin < 0 || end < begin || end > size || end - begin > Integer.MAX_VALUE - 8) {
      throw new WeightsException("tensor '" + name + "' cannot be at " + begin + " to " + end);
    }
    if (!node.path("shape").isArray()) {
      throw new WeightsException("tensor '" + name + "' has no shape");
    }
    int[] shape = new int[node.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      JsonNode one = node.get("shape").get(i);
      if (!one.isIntegralNumber() || !one.canConvertToInt() || one.asInt() < 0) {
        throw new WeightsException("tensor '" + name + "' cannot have the shape " + node.get("shape"));
      }
      shape[i] = one.asInt();
    }
    if (bytes(name, shape) != end - begin) {
      throw new WeightsException(
          "tensor '" + name + "' of shape " + node.get("shape") + " does not take " + (end - begin) + " bytes");
    }
    return new Place(begin, end, shape);
  }

  private static long bytes(String name, int[] shape) throws WeightsException {
    try {
      return Math.multiplyExact(Tensor.count(shape), (long) Float.BYTES);
    } catch (ArithmeticException e) {
      throw new WeightsException("tensor '" + name + "' is too large", e);
    }
  }
}
