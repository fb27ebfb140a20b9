package dev.assay.train.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir
  private Path folder;

  private Path file(String header, int bytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return Files.write(folder.resolve("x.safetensors"), ByteBuffer.allocate(8 + text.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array());
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    float[] values = new float[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt() & 0x7f7fffff);
    }
    Map<String, Tensor> tensors = Map.of("b.weight", Tensor.of(values, 2, 3, 4), "a \"quoted\" \u00e4",
        Tensor.of(new float[]{Float.NaN, -0f, Float.MIN_VALUE}, 3), "scalar", Tensor.of(new float[]{1}), "empty",
        Tensor.of(new float[0], 0, 5));
    Path file = folder.resolve("deep/weights.safetensors");
    Safetensors.write(file, tensors, Map.of("step", "17"));
    Safetensors.Content content = Safetensors.read(file);
    assertThat(content.tensors()).as("seed %d", seed).isEqualTo(tensors);
    assertThat(content.metadata()).isEqualTo(Map.of("step", "17"));
    byte[] first = Files.readAllBytes(file);
    Safetensors.write(file, content.tensors(), content.metadata());
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theFormatIsSafetensors() throws Exception {
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(file, Map.of("w", Tensor.of(new float[]{1, 2}, 1, 2)), Map.of());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    assertThat(new String(bytes.array(), 8, length, StandardCharsets.UTF_8).strip())
        .isEqualTo("{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getFloat(8 + length)).isEqualTo(1);
    assertThat(bytes.getFloat(12 + length)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`',
      value = {"{\"w\":{|8|not JSON", "[1]|0|not a JSON object",
          "{\"w\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}|8|\"F16\" instead of F32",
          "{\"w\":{\"shape\":[2],\"data_offsets\":[0,8]}}|8|type",
          "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}|8|no shape",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}|8|does not say where",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}}|8|cannot be at 0 to 12",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}|8|cannot be at -8 to 0",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}|8|cannot be at 8 to 0",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|8|does not take 8 bytes",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|8|cannot have the shape",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2000000000,2000000000,9],\"data_offsets\":[0,8]}}|8|too large",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|8|take 4 bytes, but there are 8",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|begins at 4",
          "{\"v\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"w\":{\"dtype\":\"F32\",\"shape\":[2],"
              + "\"data_offsets\":[0,8]}}|8|begins at 0 where the one before ends at 8",
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"w\":{\"dtype\":\"F32\",\"shape\":[2],"
              + "\"data_offsets\":[0,8]}}|8|Duplicate",
          "{\"__metadata__\":{\"step\":17}}|0|'step' is not a text"})
  void corruptHeadersAreRefused(String header, int bytes, String words) throws Exception {
    Path file = file(header, bytes);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsException.class)
        .hasMessageStartingWith(file + " is not a safetensors file").hasMessageContaining(words);
  }

  @Test
  void headersLongerThanTheFileAreRefused() throws Exception {
    for (long length : new long[]{-1, 0, 9, Long.MAX_VALUE, Long.MIN_VALUE, 99_999_999}) {
      Path file = Files.write(folder.resolve("x"),
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
      assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsException.class)
          .hasMessageContaining("header cannot be");
    }
    Path file = Files.write(folder.resolve("x"), new byte[7]);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsException.class)
        .hasMessageContaining("only 7 bytes");
  }
}
