package dev.assay.clang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CSourceTest {
  private static String cleaned(String text) {
    return new String(CSource.withoutLineMarkers(text.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void lineMarkersAreBlanked() {
    assertThat(cleaned("#line 7 \"x.y\"\nint a;\r\n# 3 \"é\" 1\r\nint b;\n"))
        .isEqualTo(" ".repeat(13) + "\nint a;\r\n" + " ".repeat(10) + "\r\nint b;\n");
  }

  @Test
  void otherDirectivesStay() {
    String text = "#linear 7\n#define line 7\n#line MACRO\n# include <a.h>\n";
    assertThat(cleaned(text)).isEqualTo(text);
  }

  @Test
  void aByteOrderMarkMovesNothing() {
    assertThat(cleaned("\ufeffint a;\n#line 7\nint b;\n")).isEqualTo("int a;\n" + " ".repeat(7) + "\nint b;\n");
    assertThat(cleaned("\ufeff#line 7\nint b;\n# 9\n")).isEqualTo(" ".repeat(7) + "\nint b;\n   \n");
    assertThat(cleaned("\ufeff")).isEmpty();
  }

  @Test
  void theTextGivenIsLeftAsItIs() {
    byte[] text = "#line 7\n".getBytes(UTF_8);
    CSource.withoutLineMarkers(text);
    assertThat(text).isEqualTo("#line 7\n".getBytes(UTF_8));
  }
}
