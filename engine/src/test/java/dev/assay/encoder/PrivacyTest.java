package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrivacyTest {
  /** Some releases of ONNX Runtime report their use to their maker. Assay promises to send nothing. */
  @Test
  void theRuntimeThatShipsHasNowhereToReportTo() throws IOException {
    try (InputStream in =
        OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
      assertThat(in).as("the native library").isNotNull();
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains("events.data.microsoft.com")).as("a collector's address").isFalse();
      assertThat(bytes.contains("OneCollector")).as("a collector's protocol").isFalse();
    }
  }
}
