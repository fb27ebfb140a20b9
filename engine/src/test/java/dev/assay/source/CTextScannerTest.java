package dev.assay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CTextScannerTest {
  private static List<FunctionPlace> places(String text) {
    return Outline.ofText(FileKind.C, "a.c", text.getBytes(UTF_8)).functions();
  }

  private static List<String> names(String text) {
    return places(text).stream()
        .map(place -> place.name() + " " + place.lines().firstLine() + "-" + place.lines().lastLine()).toList();
  }

  private static String part(String text, Span span) {
    return new String(text.getBytes(UTF_8), span.start(), span.end() - span.start(), UTF_8);
  }

  private static final String TEXT = """
      #define NO(x) int no(int x) { \\
        return x; }
      struct s { int a; };
      int table[] = { f(1), 2 };
      __attribute__((noinline)) static int one(int a /* ) { */) { return '}' + a; }
      // int two(void) { }
      int (*two(int a))(int) {
        char *s = "{{{";
        if (a) { return 0; }
        return one;
      }
      int declared(void);
      unsigned long long three() __attribute__((cold)) ;
      void four(void)
      {
        one(4);
      }
      int größe(x, y) int x; char *y;
      { return '{' + x; }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void findsDefinitions(String lineBreak) {
    assertThat(names(TEXT.replace("\n", lineBreak))).containsExactly("one 5-5", "two 7-11", "four 14-17",
        "größe 18-19");
    assertThat(names("\ufeff" + TEXT.replace("\n", lineBreak).replaceAll("  ", "\t"))).hasSize(4);
  }

  @Test
  void rangesAreExact() {
    assertThat(places(TEXT)).extracting(place -> part(TEXT, place.nameSpan())).containsExactly("one", "two", "four",
        "größe");
    assertThat(places(TEXT)).extracting(place -> part(TEXT, place.definition()).split("[ \n]")[0])
        .containsExactly("__attribute__((noinline))", "int", "void", "int");
    assertThat(places(TEXT)).allSatisfy(place -> {
      assertThat(part(TEXT, place.body())).startsWith("{").endsWith("}");
      assertThat(place.body().end()).isEqualTo(place.definition().end());
    });
  }

  @Test
  void ofConditionalTextInsideAFunctionTheFirstBranchCounts() {
    assertThat(names("""
        int f(int x) {
        #if 1
          if (x) {
        #else
          if (!x) { {
        #if 2
        #endif
        #elif 3
          {
        #endif
          }
        }
        int g(void) { return 1; }
        #ifdef A
        int h(int a) {
        #else
        int h(void) {
        #endif
          return 1;
        }
        """)).containsExactly("f 1-12", "g 13-13", "h 15-20");
  }

  @Test
  void branchesAtFileLevelAllCount() {
    assertThat(
        names("#if A\nint f(void) { }\n#else\nint g(void) { }\n#endif\n#if 0\nint no(void) {\n#endif\nint h() {}"))
        .containsExactly("f 2-2", "g 4-4", "h 9-9");
  }

  @Test
  void macrosBesideANameAreNotTheName() {
    assertThat(names("EXPORT(int) f(void) { }\nint g(void) NOTE(x) { }\nDEFINE(made)\nint h(int a) { }\nmain() { }\n"))
        .containsExactly("f 1-1", "g 2-2", "h 4-4", "main 5-5");
    assertThat(part("DEFINE(made)\nint h(int a) { }", places("DEFINE(made)\nint h(int a) { }").getFirst().definition()))
        .startsWith("int h");
  }

  @Test
  void livesWithHalfATextAtTheEnd() {
    for (int end = 0; end <= TEXT.length(); end++) {
      assertThat(places(TEXT.substring(0, end))).hasSizeLessThan(5);
    }
  }

  private static Optional<String> nameAt(String text, String where) {
    return Outline
        .nameAt(FileKind.C, text.getBytes(UTF_8), text.substring(0, text.indexOf(where)).getBytes(UTF_8).length)
        .map(NamePlace::name);
  }

  @Test
  void identifiersAreFoundUnderTheCursor() {
    String text = "/* f */ static f_t f_1, *g (int x) { return \"h(\" + größe(x) + 0x1f; } // k\n";
    assertThat(nameAt(text, "g (int")).contains("g");
    assertThat(nameAt(text, " (int")).contains("g");
    assertThat(nameAt(text, "_1")).contains("f_1");
    assertThat(nameAt(text, "ße(x)")).contains("größe");
    assertThat(nameAt(text, "f */")).isEmpty();
    assertThat(nameAt(text, "h(")).isEmpty();
    assertThat(nameAt(text, "x1f")).isEmpty();
    assertThat(nameAt(text, "k\n")).isEmpty();
    assertThat(Outline.nameAt(FileKind.C, new byte[0], 42)).isEmpty();
  }

  @Test
  void hostileTextTakesLinearTime() {
    Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
      assertThat(places("int f(int x) { return x; }\n".repeat(500_000))).hasSize(500_000);
      places("f(".repeat(2_000_000));
      places("#if 0\n".repeat(500_000));
      places("x {(".repeat(1_000_000));
    });
  }
}
