package dev.assay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.clang.CCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.source.FunctionPlace;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kind of problem it is, and what functions are called. */
class SourceReaderKindsTest {
  /** Keeps clang busy for minutes: it expands to 2^48 tokens. */
  private static final String ENDLESS = """
      #define A(x) x x x x x x x x
      #define B(x) A(A(A(A(x))))
      int f(void) { return 0 B(B(B(B(+ 1)))); }
      """;

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

  private ReadResult read(SourceReader reader, String name, String text) {
    return reader.functions(new SourceFile(folder.resolve(name), text.getBytes(UTF_8), Optional.empty()), Set.of(),
        Cancellation.never());
  }

  @Test
  void clangsTimeLimitIsNoLostWorker() {
    SourceReader hurried = new SourceReader(pool, new CCompiler(pool.llvm(), Duration.ofMillis(300), 1 << 20),
        IrUpgrader.installed(), 1 << 20);
    ReadResult result = read(hurried, "a.c", ENDLESS);
    assertThat(result.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.TIMEOUT);
    assertThat(result.isWorkerLost()).isFalse();
    assertThat(result.outline().functions()).as("by the text").hasSize(1);
  }

  @Test
  void sizesBeyondTheLimitAreRefused() {
    SourceReader small = new SourceReader(pool, new CCompiler(pool.llvm()), IrUpgrader.installed(), 1 << 20);
    ReadResult result = read(small, "a.ll", ";".repeat((1 << 20) + 1));
    assertThat(result.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.message()).contains("files up to 1 MiB");
      assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE);
    });
  }

  @Test
  void aProblemOfAHeaderIsFollowedByItsPlaceInTheFile() throws IOException {
    Files.writeString(folder.resolve("h.h"), "int h(void) { return nowhere; }\n");
    assertThat(read(new SourceReader(pool), "a.c", "\n#include \"h.h\"\n").problems())
        .extracting(Problem::kind, Problem::line)
        .containsExactly(tuple(Problem.Kind.INPUT, 1), tuple(Problem.Kind.INCLUDED, 2));
  }

  @Test
  void functionsAreNamedAsTheSourceNamesThem() {
    ReadResult result = read(new SourceReader(pool), "a.c", """
        int label(int a) __asm__("other");
        int label(int a) { return a; }
        __attribute__((target_clones("popcnt", "default"))) int cloned(int a) { return a * 3; }
        #line 99 "grammar.y"
        static __attribute__((used)) int after(int a) { return a; }
        """);
    assertThat(result.problems()).isEmpty();
    assertThat(result.units()).extracting(Unit::name, unit -> unit.range().orElseThrow().firstLine())
        .contains(tuple("other", 2), tuple("after", 5));
    assertThat(result.outline().functions())
        .extracting(place -> place.name() + " = " + String.join(" ", place.symbols()))
        .containsExactly("label = other", "cloned = cloned.default.1 cloned.popcnt.0", "after = after");
  }

  private static String shown(Unit unit) {
    return unit.name().replace('\1', '!') + ": " + unit.displayName() + (unit.isRenamed() ? " renamed" : "");
  }

  @Test
  void functionsAreShownByTheirNamesInTheSource() {
    assertThat(read(new SourceReader(pool), "a.c", """
        int label(int) __asm__("other");
        int label(int a) { return a; }
        #pragma redefine_extname before after
        int before(int a) { return a + 1; }
        __attribute__((target_clones("popcnt", "default"))) int cloned(int a) { return a * 3; }
        int both(int) __asm__("bb");
        __attribute__((target_clones("popcnt", "default"))) int both(int a) { return a * 5; }
        int looks(int) __asm__("_Z3fooi");
        int looks(int a) { return a * 7; }
        __attribute__((overloadable)) int plain(int a) { return a * 9; }
        int usual(int a) { return a * 11; }
        """).units()).extracting(SourceReaderKindsTest::shown).containsExactlyInAnyOrder("other: label renamed",
        "after: before renamed", "cloned.popcnt.0: cloned [clone .popcnt.0] renamed",
        "cloned.default.1: cloned [clone .default.1] renamed", "bb.popcnt.0: both [clone .popcnt.0] renamed",
        "bb.default.1: both [clone .default.1] renamed", "_Z3fooi: looks renamed", "_Z5plaini: plain(int)",
        "usual: usual");
    assertThat(read(new SourceReader(pool), "a.cc", """
        int label(int) asm("other");
        int label(int a) { return a; }
        struct S { S() {} ~S() {} operator int() { return 1; } int operator+(int) { return 2; } int m() asm("emm"); };
        int S::m() { return 3; }
        template <class T> int t(T x) { return [=](T y) { return x + y; }(x); }
        int use() { S s; return t(1) + int(s) + (s + 1) + s.m(); }
        """).units().stream().filter(Unit::isRenamed)).extracting(SourceReaderKindsTest::shown)
        .containsExactly("other: label renamed", "emm: m renamed");
  }

  @ParameterizedTest
  @CsvSource({"x86_64-apple-darwin, '!other: label renamed, !_gee: g renamed, usual: usual'",
      "i686-pc-windows-msvc, '!other: label renamed, !_gee: g renamed, !_std@4: std renamed, usual: usual'"})
  void symbolsThatTakeNoUnderscoreAreTheSourcesFunctions(String target, String functions) {
    String text = """
        int label(int) __asm__("other");
        int label(int a) { return a; }
        int g(int) __asm__("_gee");
        int g(int a) { return a + 1; }
        #ifdef _WIN32
        int __stdcall std(int a) { return a + 2; }
        #endif
        int usual(int a) { return a + 3; }
        """;
    CompileCommand command = CompileCommand.ofFlags(folder, List.of("--target=" + target));
    SourceFile source = new SourceFile(folder.resolve("a.c"), text.getBytes(UTF_8), Optional.of(command));
    ReadResult result = new SourceReader(pool).functions(source, Set.of(), Cancellation.never());
    assertThat(result.units()).extracting(SourceReaderKindsTest::shown).containsExactly(functions.split(", "));
    assertThat(result.outline().functions()).extracting(FunctionPlace::symbol)
        .containsExactlyElementsOf(result.units().stream().map(Unit::name).toList());
    assertThat(new SourceReader(pool).functions(source, Set.of("other"), Cancellation.never()).units())
        .extracting(Unit::displayName).containsExactly("label");
  }
}
