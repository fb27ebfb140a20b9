package dev.assay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class IrTextScannerTest {
  private static List<FunctionPlace> places(String text) {
    return IrTextScanner.of("a.ll", text.getBytes(UTF_8)).functions();
  }

  private static List<Tuple> functions(String text) {
    return places(text).stream().map(f -> tuple(f.name(), f.lines().firstLine(), f.lines().lastLine())).toList();
  }

  private static final String MODULE = """
      ; define void @comment() {
      @s = constant [14 x i8] c"define @x() {\\00"
      declare i32 @puts(ptr)

      define dso_local { i32, ptr } @f(i32 %x, ptr byval({ i32, i32 }) %p) #0 { ; }
      entry:
        %y = call i32 @puts(ptr @s) ; calls @puts
        br label %"}"
      "}":
        ret { i32, ptr } { i32 1, ptr null }
      }

      define void @"odd \\22name\\22 \\C3\\A9"() { ret void }
      define void
        @g()
      {
        ret void
      }
      """;

  @Test
  void functionsLastFromDefineToTheClosingBrace() {
    assertThat(functions(MODULE)).containsExactly(tuple("f", 5, 11), tuple("odd \"name\" é", 13, 13),
        tuple("g", 14, 18));
  }

  @Test
  void carriageReturnsMakeNoDifference() {
    assertThat(functions(MODULE.replace("\n", "\r\n"))).isEqualTo(functions(MODULE));
  }

  @Test
  void constantsInFrontOfTheBodyAreNotTheBody() {
    assertThat(functions("""
        define void @f() prefix { i32, i32 } { i32 1, i32 2 } personality ptr @p {
          ret void
        }
        define void @g() { ret void }
        """)).containsExactly(tuple("f", 1, 3), tuple("g", 4, 4));
  }

  @Test
  void aFunctionThatIsNeverClosedEndsBeforeTheNext() {
    assertThat(functions("""
        define void @f() {
          ret void

        define void @g() {
          %x = "unclosed
        }
        attributes #0 = { nounwind }
        define void @h() {
          ret""")).containsExactly(tuple("f", 1, 2), tuple("g", 4, 6), tuple("h", 8, 9));
  }

  @Test
  void halfWrittenDefinitionsAreLeftOut() {
    assertThat(functions("define\ndefine void\ndefine void @f() {\n}\ndefine void @"))
        .containsExactly(tuple("f", 3, 4));
    assertThat(functions("")).isEmpty();
  }

  @Test
  void aLabelCalledDefineIsNoDefinition() {
    assertThat(functions("define void @f() {\ndefine:\n  br label %define\n}\n")).containsExactly(tuple("f", 1, 4));
  }

  private static Optional<String> nameAt(int line, int column) {
    String[] lines = MODULE.split("\n", -1);
    int start = Stream.of(lines).limit(line - 1).mapToInt(l -> l.getBytes(UTF_8).length + 1).sum();
    return Outline.nameAt(FileKind.TEXT_IR, MODULE.getBytes(UTF_8), start + column - 1).map(NamePlace::name);
  }

  @Test
  void namesAreFoundUnderTheCursor() {
    assertThat(nameAt(3, 14)).contains("puts");
    assertThat(nameAt(7, 18)).contains("puts");
    assertThat(nameAt(7, 22)).contains("puts");
    assertThat(nameAt(7, 23)).isEmpty();
    assertThat(nameAt(7, 27)).contains("s");
    assertThat(nameAt(7, 39)).as("in a comment").isEmpty();
    assertThat(nameAt(2, 20)).as("in a string").isEmpty();
    assertThat(nameAt(13, 30)).contains("odd \"name\" é");
    assertThat(nameAt(1, 99999)).isEmpty();
    assertThat(nameAt(1, -1)).isEmpty();
  }

  @Test
  void rangesAreExact() {
    byte[] text = MODULE.getBytes(UTF_8);
    assertThat(places(MODULE)).allSatisfy(place -> {
      assertThat(part(text, place.definition())).startsWith("define").endsWith("}");
      assertThat(part(text, place.nameSpan())).startsWith("@");
      assertThat(part(text, place.body())).startsWith("{").endsWith("}");
    });
    assertThat(places(MODULE)).extracting(place -> part(text, place.nameSpan())).containsExactly("@f",
        "@\"odd \\22name\\22 \\C3\\A9\"", "@g");
    assertThat(part(text, places(MODULE).get(0).body())).startsWith("{ ; }\nentry:");
  }

  private static String part(byte[] text, Span span) {
    return new String(text, span.start(), span.end() - span.start(), UTF_8);
  }

  @Test
  void functionsWithoutANameHaveTheirNumber() {
    IrTextScanner ranges =
        IrTextScanner.of("a.ll", "@0 = global i32 0\ndeclare void @1()\ndefine void @2() {\n}\n".getBytes(UTF_8));
    assertThat(ranges.numbered()).containsExactly("1", "2");
    assertThat(ranges.functions()).extracting(FunctionPlace::name).containsExactly("2");
  }

  @Test
  void fiftyMegabytesTakeLinearTime() {
    byte[] many = "define void @f(i32 %\"x\") {\n  ret void\n}\n".repeat(1_250_000).getBytes(UTF_8);
    byte[] hostile = "define {( \"\\".repeat(4_000_000).getBytes(UTF_8);
    assertTimeout(Duration.ofSeconds(60), () -> {
      assertThat(IrTextScanner.of("a.ll", many).functions()).hasSize(1_250_000);
      IrTextScanner.of("a.ll", hostile);
    });
  }
}
