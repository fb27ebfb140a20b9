package dev.assay.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Functions that do the same, functions that do not, and functions that say nothing. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "code is run on this machine")
class ExecutorTest {
  private static final String SOURCE = """
      #include <stddef.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      int outside(int, const char *);
      void *lookup(void *, double);
      int counter = 3;
      struct node { struct node *next; int value; };
      static int helper(int x) { return outside(x, "helper") * 3; }
      int results(int a, int b) { return a * 5 + (b ^ 3) + helper(b & 7); }
      int list(struct node *n) { int r = 0; for (int i = 0; n && i < 20; i++, n = n->next) r += n->value; return r; }
      void stores(int *p, size_t n) { for (size_t i = 0; i < n % 50; i++) { p[i] = (int)i * 3; p[i + 1] ^= 9; } }
      int calls(int n) { int a = outside(1, "one"); int b = outside(2, "two"); counter += a; return a - b + n; }
      double floats(double x, float y) { return x * 2.5 + (double)y; }
      unsigned char narrow(signed char c, unsigned short s, _Bool b) { return (unsigned char)(c + s + b); }
      void *pointers(void *p) { void *q = lookup(p, 1.5); return q ? q : p; }
      char *text(const char *s) { char *t = malloc(strlen(s) + 2); strcpy(t, s); strcat(t, "!"); puts(t); return t; }
      _Noreturn void ends(int n) { outside(n, "end"); abort(); }
      int variadic(int n, ...) { return n; }
      struct large { int a[9]; };
      struct large by_value(struct large l) { l.a[0]++; return l; }
      int prints(int n) { return printf("%d", n); }
      int forever(int n) { volatile int x = n; while (x == n) { } return n; }
      int faults(int n) { return *(volatile int *)(size_t)(n % 9 + 8); }
      int unwritten(int n) { volatile int room[40]; return room[n & 31]; }
      int system_call(int n) { long r; __asm__ volatile("syscall" : "=a"(r) : "a"(39L) : "rcx", "r11"); return r + n; }
      """;

  @TempDir
  private Path folder;

  private static LlvmDistribution llvm;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
  }

  private byte[] clang(String source, String... flags) throws Exception {
    Path file = folder.resolve("a.c");
    Path out = folder.resolve("a.out");
    Files.writeString(file, source);
    List<String> line = new ArrayList<>(List.of(llvm.clang().toString(), "-w", "--target=x86_64-linux-gnu"));
    line.addAll(List.of(flags));
    line.addAll(List.of("-o", out.toString(), file.toString()));
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
    return Files.readAllBytes(out);
  }

  private Execution compare(byte[] before, byte[] after) throws Exception {
    String ir =
        new String(clang(SOURCE, "-O2", "-Xclang", "-disable-llvm-passes", "-S", "-emit-llvm"), StandardCharsets.UTF_8);
    Made<Execution> made = new Executor(llvm).compare(ir, before, after, Cancellation.never());
    return made.value().orElseThrow(() -> new AssertionError(made.reason()));
  }

  @Test
  void what_is_compiled_in_different_ways_does_the_same_and_what_says_nothing_is_counted() throws Exception {
    byte[] before = clang(SOURCE, "-c", "-O2", "-fstack-protector-all");
    byte[] after =
        clang(SOURCE, "-c", "-Oz", "-fstack-protector-all", "-mllvm", "-enable-machine-outliner=always", "-fPIC");
    Execution execution = compare(before, after);

    assertThat(execution.different()).isEmpty();
    assertThat(execution.same()).containsExactlyInAnyOrder("results", "list", "stores", "calls", "floats", "narrow",
        "pointers", "text", "ends");
    assertThat(execution.notRun().get("variadic")).contains("not modelled");
    assertThat(execution.notRun().get("by_value")).contains("not modelled");
    assertThat(execution.notRun().get("prints")).contains("calls what is not modelled");
    assertThat(execution.notRun().get("forever")).contains("too long");
    assertThat(execution.notRun().get("faults")).contains("faults");
    assertThat(execution.notRun().get("unwritten")).contains("nobody wrote");
    assertThat(execution.notRun().get("system_call")).contains("faults"); // it may do nothing but write and end
    assertThat(execution.notRun()).hasSize(7);
    assertThat(execution.isComplete()).isFalse();
    assertThat(compare(before, after)).isEqualTo(execution);
  }

  /** In each function something else is wrong. */
  private static final Map<String, String> WRONG = Map.of("a * 5", "a * 6", "r += n->value", "r -= n->value",
      "p[i + 1] ^= 9", "p[i + 1] ^= 8", "counter += a;", ";", "2.5", "2.75", "+ s + b", "+ s - b", "q ? q : p", "q",
      "puts(t);", "putchar(7);", "outside(n, ", "outside(n + 1, ");
  private static final Map<String, String> WRONG_OTHERWISE = Map.of("\"helper\") * 3", "\"helpes\") * 3", "i < 20",
      "i < 2", "(int)i * 3", "(int)i * 3 + 1", "int a = outside(1, \"one\"); int b = outside(2, \"two\");",
      "int b = outside(2, \"two\"); int a = outside(1, \"one\");", "(double)y", "(double)y + 1", "1.5", "1.25", "\"!\"",
      "\"?\"", "c + s + b", "c + s", "outside(n, \"end\");", ";");

  @Test
  void what_does_something_else_is_found() throws Exception {
    byte[] right = clang(SOURCE, "-c", "-O2");
    for (Map<String, String> changes : List.of(WRONG, WRONG_OTHERWISE)) {
      String wrong = SOURCE;
      for (Map.Entry<String, String> change : changes.entrySet()) {
        assertThat(wrong).contains(change.getKey());
        wrong = wrong.replace(change.getKey(), change.getValue());
      }
      assertThat(compare(right, clang(wrong, "-c", "-O2")).different().keySet()).containsExactlyInAnyOrder("results",
          "list", "stores", "calls", "floats", "narrow", "pointers", "text", "ends");
    }
  }
}
