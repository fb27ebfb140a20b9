package dev.assay.clang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreambleTextTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("includes, up to the last", "#include <a>\n\n  # include \"b\"\n", "#define C\nint f;\n"),
        Arguments.of("comments before and between", "/* a\n */ // b \\\n c\n#include <a>\n", "// d\nint f;\n"),
        Arguments.of("macros that headers see", "#define A 1\n#undef B\n#include <a>\n", "int f;\n"),
        Arguments.of("whole conditions", "#ifdef A\n#include <a>\n#else\n#error no\n#endif\n", "int f;\n"),
        Arguments.of("a line that goes on", "#include \\\n<a>\n", "int f;\n"),
        Arguments.of("a backslash with blanks after it", "#define A \\ \n 1\n#include <a>\n", "int f;\n"),
        Arguments.of("a comment in a directive", "#include <a> /* why */\n", "int f;\n"),
        Arguments.of("lines of other systems", "#include <a>\r\n#include <b>\r\n", "int f;\r\n"),
        Arguments.of("a preamble and nothing else", "#include <a>\n", ""),
        Arguments.of("no condition that is open", "#include <a>\n", "#ifdef A\n#include <b>\nint f;\n#endif\n"),
        Arguments.of("nothing after code", "#include <a>\n", "int f;\n#include <b>\n"),
        Arguments.of("nothing after a pragma", "#include <a>\n", "#pragma pack(1)\n#include <b>\n"),
        Arguments.of("nothing after a comment that goes on", "#include <a>\n", "#define A /* b\n*/ 1\n#include <c>\n"),
        Arguments.of("nothing after a raw string", "#include <a>\n", "#define A R\"(\n)\"\n#include <b>\n"),
        Arguments.of("nothing after a trigraph", "#include <a>\n", "#define A ??/\n 1\n#include <b>\n"),
        Arguments.of("nothing after an end without a beginning", "#include <a>\n", "#endif\n#include <b>\n"),
        Arguments.of("no line without an end", "", "#include <a>"),
        Arguments.of("no comment without an end", "#include <a>\n", "/* #include <b>\n"),
        Arguments.of("no macros alone", "", "#define A\nint f;\n"),
        Arguments.of("no header's guard", "", "#ifndef A\n#define A\n#include <a>\nint f(void);\n#endif\n"),
        Arguments.of("nothing of nothing", "", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void isWhatCanBeCompiledAsAHeader(String what, String preamble, String rest) {
    byte[] text = (preamble + rest).getBytes(UTF_8);
    assertThat(new String(text, 0, PreambleText.length(text), UTF_8)).isEqualTo(preamble);
  }

  @Test
  void whatIsLeftKeepsItsPlaces() {
    byte[] text = "#include <ä>\r\nint f;\n".getBytes(UTF_8);
    assertThat(new String(PreambleText.blanked(text, PreambleText.length(text)), UTF_8))
        .isEqualTo("             \r\nint f;\n");
  }
}
