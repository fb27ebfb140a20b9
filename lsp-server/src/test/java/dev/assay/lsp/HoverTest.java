package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoverTest {
  private static final String IR = """
      define i32 @twice(i32 %x) {
        %p = alloca i32
        store i32 %x, ptr %p
        %v = load i32, ptr %p
        %r = add i32 %v, %v
        ret i32 %r
      }

      declare i32 @other(i32)

      define i32 @user(i32 %x) {
        %r = call i32 @twice(i32 %x)
        %s = call i32 @other(i32 %r)
        ret i32 %s
      }
      """;

  @Test
  void tellsOfAFunctionInIr() {
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "{}")) {
      server.open("file:///work/a.ll", "llvm", 1, IR);
      String text = server.hoverUntilComplete("file:///work/a.ll", 0, 14);
      System.err.println(text);
      System.err.println(server.hover("file:///work/a.ll", 11, 20));
      assertThat(text).contains("`twice`", "| -Oz | 2 | -60 % |", "Probes: 4 run, none missing");
    }
  }
}
