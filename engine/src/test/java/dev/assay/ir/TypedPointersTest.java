package dev.assay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedPointersTest {
  private static int firstLine(String text) {
    return TypedPointers.firstLine(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"declare void @f(i8*)", "define void @f(%struct.s* %x) {", "define void @f(i32 (i8*)* %x) {",
      "@x = global i8** null", "@x = global [4 x i32]* null", "%t = type { i32, <4 x float>* }",
      "@x = global { i32 }* null", "@x = global %\"odd name\"* null", "@x = external global double addrspace(1)*"})
  void typedPointersAreRecognised(String text) {
    assertThat(firstLine("; ModuleID = 'x'\n" + text)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"declare void @f(ptr) ; i8*", "@\"i8*\" = global i32 0", "@x = constant [4 x i8] c\"i8*\\00\"",
          "define void @f() { call void asm \"mov %eax*\", \"=*m,i8*\"() }", "!0 = !{!\"int i8*\"}",
          "define void @f() { br label %\"i8*\" }", "define i32 @f( { ret i32 *", "source_filename = \"i8*\"",
          "int f(char* p, float* q) { return a*b; }", "define i32 @f(ptr %p) { load i32, i32* %p }", ""})
  void otherStarsAreNot(String text) {
    assertThat(firstLine(text)).isZero();
  }
}
