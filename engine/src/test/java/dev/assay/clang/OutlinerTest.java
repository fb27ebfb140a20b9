package dev.assay.clang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.source.FunctionPlace;
import dev.assay.source.Outline;
import dev.assay.source.SourceFile;
import dev.assay.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutlinerTest {
  private static WorkerPool pool;

  @TempDir
  private Path folder;

  @BeforeAll
  static void open() throws IOException {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofSeconds(60)),
        LlvmDistribution.unpack());
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private Outline outline(String name, String text, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("cc"));
    arguments.addAll(List.of(flags));
    CompileCommand command = new CompileCommand(folder, arguments);
    return new Outliner(pool, new Preambles()).outline(
        new SourceFile(folder.resolve(name), text.getBytes(UTF_8), Optional.of(command)), CompileFlags.of(command),
        Cancellation.never());
  }

  private static String part(String text, Span span) {
    return new String(text.getBytes(UTF_8), span.start(), span.end() - span.start(), UTF_8);
  }

  /** A function in one line: name, symbols where they differ, lines, first and last word of the definition, name. */
  private static String shown(String text, FunctionPlace place) {
    String symbols = place.symbols().equals(List.of(place.name())) ? "" : " = " + String.join(" ", place.symbols());
    return place.name() + symbols + " " + place.lines().firstLine() + "-" + place.lines().lastLine() + ": "
        + part(text, new Span(place.definition().start(), place.nameSpan().start())).strip().replaceAll("\\s+", " ")
        + " <" + part(text, place.nameSpan()) + "> ... " + part(text,
            new Span(Math.max(place.definition().start(), place.definition().end() - 3), place.definition().end()));
  }

  private static Arguments source(String what, String file, String text, String... functions) {
    return Arguments.of(what, file, text, List.of(functions));
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        source("functions that macros define", "a.c", """
            #define DEFINE(name) int name(void) { return 1; }
            #define MY(x) my_##x
            DEFINE(made)
            int MY(glued)(int a)
            { return a; }
            int plain(void) { return DEFINE_NOT; }
            """, "made 3-3: DEFINE( <made> ... de)", "my_glued 4-5: int <MY(glued)> ... ; }",
            "plain 6-6: int <plain> ... ; }"),
        source("old style parameters", "a.c", "int f(x, p)\n  int x;\n  char *p;\n{ return x; }\n",
            "f 1-4: int <f> ... ; }"),
        source("labels", "a.c", "int f(int a) __asm__(\"other\");\nint f(int a) { return a + 1; }\n",
            "f = other 2-2: int <f> ... ; }"),
        source("attributes and storage classes", "a.c", """
            __attribute__((noinline, cold)) static inline int
            f(int a) { return a; }
            [[gnu::noinline]] int g(void) { return f(1); }
            __attribute__((target_clones("avx2", "default"))) int h(int a) { return a * 2; }
            extern int declared(void);
            """, "f 2-2: __attribute__((noinline, cold)) static inline int <f> ... ; }",
            "g 3-3: [[gnu::noinline]] int <g> ... ; }",
            "h 4-4: __attribute__((target_clones(\"avx2\", \"default\"))) int <h> ... ; }"),
        source("conditions", "a.c", """
            #if 1
            #ifdef NO
            int no(void) {
            #else
            int yes(void) {
            #endif
              return 1;
            }
            #else
            int never(void) { return 0; }
            #endif
            int f(int x) {
            #if 1
              if (x) {
            #else
              if (!x) { {
            #endif
              }
              return '}';
            }
            """, "yes 5-8: int <yes> ... ;\n}", "f 12-20: int <f> ... ;\n}"),
        source("#line", "a.c",
            "#line 100 \"grammar.y\"\nint f(void) { return 1; }\n# 7 \"x\"\nint g(void) { return 2; }\n",
            "f 2-2: int <f> ... ; }", "g 4-4: int <g> ... ; }"),
        source("braces in strings and comments", "a.c",
            "int f(void) { /* } */ return \"}}}\"[0] + '}'; // }\n}\nint g(void) { return 1; }\n",
            "f 1-2: int <f> ... }\n}", "g 3-3: int <g> ... ; }"),
        source("CRLF and tabs", "a.c", "int f(void)\r\n{\r\n\treturn 1;\r\n}\r\n\tint g(void) { return 2; }\r\n",
            "f 1-4: int <f> ... \r\n}", "g 5-5: int <g> ... ; }"),
        source("a byte order mark", "a.c", "\ufeffint f(void) { return 1; }\nint g(void) { return 2; }\n",
            "f 1-1: int <f> ... ; }", "g 2-2: int <g> ... ; }"),
        source("names beyond ASCII", "a.c", "/* é😀 */ int größe(int ß) { return ß; }\n",
            "größe 1-1: int <größe> ... ; }"),
        source("errors", "a.c", "#include <nowhere.h>\nint f(void) { return x; }\nint g(void) { return 2; }\n",
            "f 2-2: int <f> ... ; }", "g 3-3: int <g> ... ; }"),
        source("nothing", "a.c", "int x;\n"),
        source("C++", "a.cpp", """
            namespace n {
            template <class T> T most(T a, T b) { return a < b ? b : a; }
            class C {
             public:
              C() : x(1) {}
              ~C() {}
              int get() const { return x; }
              int later();
              operator int() const { return x; }
             private:
              int x;
            };
            int C::later() { return most(x, 2); }
            }
            int operator+(n::C a, n::C b) { return a.get() + b.get(); }
            extern "C" { int plain(int a) { return a; } }
            """, "most =  2-2: template <class T> T <most> ... ; }", "C = _ZN1n1CC1Ev _ZN1n1CC2Ev 5-5:  <C> ...  {}",
            "~C = _ZN1n1CD1Ev _ZN1n1CD2Ev 6-6:  <~C> ...  {}", "get = _ZNK1n1C3getEv 7-7: int <get> ... ; }",
            "operator int = _ZNK1n1CcviEv 9-9:  <operator int> ... ; }",
            "later = _ZN1n1C5laterEv 13-13: int C:: <later> ... ; }",
            "operator+ = _ZplN1n1CES0_ 15-15: int <operator+> ... ; }", "plain 16-16: int <plain> ... ; }"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void functionsAreWhereTheyAre(String what, String file, String text, List<String> expected) {
    Outline outline = outline(file, text);
    assertThat(outline.functions().stream().map(place -> shown(text, place))).containsExactlyElementsOf(expected);
    assertThat(outline.functions()).allSatisfy(place -> {
      assertThat(outline.around(place.nameSpan().start())).contains(place);
      assertThat(place.body().end()).isEqualTo(place.definition().end());
    });
  }

  @Test
  void functionsOfTheProjectsHeadersAreElsewhere() throws IOException {
    Path header = Files.writeString(folder.resolve("h.h"), "\nstatic inline int h(int x) { return x; }\n");
    Files.createDirectories(folder.resolve("system"));
    Files.writeString(folder.resolve("system").resolve("s.h"), "static inline int s(int x) { return x; }\n");
    Outline outline =
        outline("a.c", "#include \"h.h\"\n#include <s.h>\nint f(int x) { return h(x); }\n", "-isystem", "system");
    assertThat(outline.functions()).extracting(FunctionPlace::name).containsExactly("f");
    assertThat(outline.elsewhere()).singleElement().satisfies(place -> {
      assertThat(Path.of(place.file()).normalize()).isEqualTo(header);
      assertThat(place.name()).isEqualTo("h");
      assertThat(place.lines().firstLine()).isEqualTo(2);
    });
  }

  @Test
  void theFilesFlagsCount() {
    String text = "#ifdef A\nint a(void) { return 1; }\n#else\nint b(void) { return 1; }\n#endif\n";
    assertThat(outline("a.c", text).functions()).extracting(FunctionPlace::name).containsExactly("b");
    assertThat(outline("a.c", text, "-DA").functions()).extracting(FunctionPlace::name).containsExactly("a");
  }

  @Test
  void aSymbolOfAVersionLeadsToItsFunction() {
    Outline outline = outline("a.c", "int f(int a) { return a; }\nint g(void) { return 1; }\n");
    assertThat(outline.ofSymbol("f.avx2.0", 0)).map(FunctionPlace::name).contains("f");
    assertThat(outline.ofSymbol("g", 0)).map(FunctionPlace::name).contains("g");
    assertThat(outline.ofSymbol("none", 0)).isEmpty();
    assertThat(outline.ofSymbol("none.1", 1)).isEmpty();
  }

  @Test
  void whatNoWorkerCanTellTheTextTells() throws IOException {
    try (WorkerPool broken =
        new WorkerPool(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofNanos(1)), pool.llvm())) {
      // It takes far longer than the watchdog's rounds, so that the worker is killed.
      String text = "int f(void) { return 1; }\n#define A(x) x x x x x x x x\n#define B(x) A(A(A(A(x))))\n"
          + "int g(void) { return 0 B(B(B(B(+ 1)))); }\n";
      Outline outline = new Outliner(broken, new Preambles()).outline(
          new SourceFile(folder.resolve("a.c"), text.getBytes(UTF_8), Optional.empty()), CompileFlags.NONE,
          Cancellation.never());
      assertThat(outline.functions()).extracting(FunctionPlace::name).containsExactly("f", "g");
    }
  }
}
