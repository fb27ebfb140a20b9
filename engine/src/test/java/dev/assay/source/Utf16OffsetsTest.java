package dev.assay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf16OffsetsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "größe 😀 {\r\n}", "\ufeffint f;"})
  void offsetsOfEveryCharacterAreThoseOfTheString(String piece) {
    for (String text : new String[]{piece, piece.repeat(400), "x".repeat(511) + piece.repeat(90)}) {
      byte[] bytes = text.getBytes(UTF_8);
      Utf16Offsets offsets = Utf16Offsets.of(bytes);
      int inBytes = 0;
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        assertThat(offsets.fromBytes(inBytes)).isEqualTo(i);
        assertThat(offsets.toBytes(i)).isEqualTo(inBytes);
        inBytes += Character.toString(text.codePointAt(i)).getBytes(UTF_8).length;
      }
      assertThat(offsets.fromBytes(bytes.length)).isEqualTo(text.length());
      assertThat(offsets.toBytes(text.length())).isEqualTo(bytes.length);
      assertThat(offsets.fromBytes(Integer.MAX_VALUE)).isEqualTo(text.length());
      assertThat(offsets.toBytes(Integer.MAX_VALUE)).isEqualTo(bytes.length);
      assertThat(offsets.fromBytes(-1)).isZero();
    }
  }
}
