package dev.assay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.clang.CCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
