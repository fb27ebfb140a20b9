package dev.assay.lsp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FunctionMapTest {
  private static FunctionMap map(Language language, String text) {
    return FunctionMap.of(language, TextSnapshot.of(text));
  }

  @Nested
  class InIr {
    private static final String TEXT = """
        ; define i32 @no()
        define dso_local i32 @f(i32 %0) #0 section "@odd" {
          %r = call i32 @g(i32 %0) ; @comment
          ret i32 %r
        }
        declare i32 @g(i32)
        define void @"a b\\C3\\A9"() {
        }
        """;
    private final FunctionMap map = map(Language.LLVM_IR, TEXT);

    @Test
    void findsDefinitions() {
      assertThat(map.functions()).extracting(FunctionText::name).containsExactly("f", "a bé");
    }

    @Test
    void findsTheFunctionAroundABody() {
      assertThat(map.around(TEXT.indexOf("ret"))).map(FunctionText::name).contains("f");
      assertThat(map.around(TEXT.indexOf("declare"))).isEmpty();
    }

    @Test
    void findsNamesAnywhere() {
      assertThat(map.nameAt(TEXT.indexOf("@g(i32 %0"))).map(FunctionText::name).contains("g");
      assertThat(map.nameAt(TEXT.indexOf("a b"))).map(FunctionText::name).contains("a bé");
      assertThat(map.nameAt(TEXT.indexOf("@comment"))).isEmpty();
      assertThat(map.nameAt(TEXT.indexOf("@odd"))).isEmpty();
    }

    @Test
    void livesWithHalfATextAtTheEnd() {
      assertThat(map(Language.LLVM_IR, "define i32 @f(\n").functions()).hasSize(1);
      assertThat(map(Language.LLVM_IR, "define i32 @\"f").functions()).isEmpty();
      assertThat(map(Language.LLVM_IR, "define void @f() {\n\ndefine void @g() {\n}\n").functions()).hasSize(2);
    }
  }

  @Nested
  class InC {
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
        """;
    private final FunctionMap map = map(Language.C, TEXT);

    @Test
    void findsDefinitions() {
      assertThat(map.functions()).extracting(FunctionText::name).containsExactly("one", "two", "four");
    }

    @Test
    void findsTheFunctionAroundABody() {
      assertThat(map.around(TEXT.indexOf("return one"))).map(FunctionText::name).contains("two");
      assertThat(map.around(TEXT.indexOf("one(4)"))).map(FunctionText::name).contains("four");
      assertThat(map.around(TEXT.indexOf("declared"))).isEmpty();
    }

    @Test
    void findsNames() {
      assertThat(map.nameAt(TEXT.indexOf("one(4)") + 3)).map(FunctionText::name).contains("one");
      assertThat(map.nameAt(TEXT.length())).isEmpty();
    }

    @Test
    void livesWithHalfATextAtTheEnd() {
      for (int end = 0; end <= TEXT.length(); end++) {
        assertThat(map(Language.C, TEXT.substring(0, end)).functions()).hasSizeLessThan(4);
      }
    }
  }
}
