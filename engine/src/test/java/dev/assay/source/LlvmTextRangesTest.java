package dev.assay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class LlvmTextRangesTest {
  private static List<Tuple> functions(String text) {
    return LlvmTextRanges.of(text.getBytes(UTF_8)).functions().stream()
        .map(f -> tuple(f.name(), f.range().firstLine(), f.range().lastLine())).toList();
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

  @Test
  void namesAreFoundUnderTheCursor() {
    LlvmTextRanges ranges = LlvmTextRanges.of(MODULE.getBytes(UTF_8));
    assertThat(ranges.nameAt(3, 14)).contains("puts");
    assertThat(ranges.nameAt(7, 18)).contains("puts");
    assertThat(ranges.nameAt(7, 22)).contains("puts");
    assertThat(ranges.nameAt(7, 23)).isEmpty();
    assertThat(ranges.nameAt(7, 27)).contains("s");
    assertThat(ranges.nameAt(7, 39)).as("in a comment").isEmpty();
    assertThat(ranges.nameAt(2, 20)).as("in a string").isEmpty();
    assertThat(ranges.nameAt(13, 30)).contains("odd \"name\" é");
    assertThat(ranges.nameAt(5, 9999)).isEmpty();
    assertThat(ranges.nameAt(0, 1)).isEmpty();
    assertThat(ranges.nameAt(999, 1)).isEmpty();
  }

  @Test
  void columnsAreThoseOfEditors() {
    LlvmTextRanges ranges = LlvmTextRanges.of("define %\"é😀\" @f() {\n}".getBytes(UTF_8));
    assertThat(ranges.functions().getFirst().nameColumn()).isEqualTo(15);
    assertThat(ranges.nameAt(1, 15)).contains("f");
    assertThat(ranges.nameAt(1, 14)).isEmpty();
  }

  @Test
  void functionsWithoutANameHaveTheirNumber() {
    LlvmTextRanges ranges =
        LlvmTextRanges.of("@0 = global i32 0\ndeclare void @1()\ndefine void @2() {\n}\n".getBytes(UTF_8));
    assertThat(ranges.numbered()).containsExactly("1", "2");
    assertThat(ranges.functions()).extracting(LlvmTextRanges.Function::name).containsExactly("2");
  }

  @Test
  void fiftyMegabytesTakeLinearTime() {
    byte[] many = "define void @f(i32 %\"x\") {\n  ret void\n}\n".repeat(1_250_000).getBytes(UTF_8);
    byte[] hostile = "define {( \"\\".repeat(4_000_000).getBytes(UTF_8);
    assertTimeout(Duration.ofSeconds(60), () -> {
      assertThat(LlvmTextRanges.of(many).functions()).hasSize(1_250_000);
      LlvmTextRanges.of(hostile);
    });
  }
}
