package dev.assay.clang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.SourceReader;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecompilerTest {
  private static final String TEXT = """
      #include <cstdlib>
      #include "own.h"
      #include <cstring>
      #ifdef __OPTIMIZE_SIZE__
      #include "small.h"
      #endif
      static int hidden(int x) { return x * FACTOR; }
      int sum(const int *all, std::size_t count) {
        int s = __LINE__;
        for (std::size_t i = 0; i < count; i++) s += hidden(all[i]) + clamped(all[i]);
        return s;
      }
      int twice(int x) { return Twice<int>::of(x) + (int) std::strlen(__FILE__); }
      """;
  private static final String OWN = """
      #define FACTOR 3
      inline int clamped(int x) { return x < 0 ? 0 : x; }
      template <class T> struct Twice { static T of(T one) { return one + one; } };
      """;

  private static WorkerPool pool;

  @TempDir
  private Path folder;
  private final Preambles preambles = new Preambles();

  @BeforeAll
  static void open() throws IOException {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofSeconds(60)),
        LlvmDistribution.unpack());
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @BeforeEach
  void write() throws IOException {
    write("include/own.h", OWN);
    write("include/small.h", "#define SMALL 1\n");
    Files.createDirectory(folder.resolve("first"));
  }

  @AfterEach
  void remove() {
    preambles.close();
  }

  /** A header is of yesterday, as most are: one that is written while it is read does not count. */
  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
  }

  private SourceFile source(String text, String... more) {
    List<String> arguments = new ArrayList<>(List.of("c++", "-O2", "-std=c++17", "-Ifirst", "-Iinclude"));
    arguments.addAll(List.of(more));
    return new SourceFile(folder.resolve("a.cc"), text.getBytes(UTF_8),
        Optional.of(new CompileCommand(folder, arguments)));
  }

  private CCompiler quick() {
    return new CCompiler(pool.llvm(), preambles);
  }

  private static CCompiler plain() {
    return new CCompiler(pool.llvm());
  }

  private Optional<String> precompile(SourceFile source, String level) {
    return new Precompiler(quick(), new Outliner(pool, preambles), preambles).precompile(source, level,
        () -> plain().run(source, ClangTask.frontEnd(level), Cancellation.never()), Cancellation.never());
  }

  private boolean isUsed(SourceFile source, String level) {
    return preambles.find(source, level).isPresent();
  }

  private void assertSame(SourceFile source) {
    for (String level : List.of("-O0", "-O3", "-Os")) {
      for (ClangTask task : List.of(ClangTask.frontEnd(level), ClangTask.object(level))) {
        CompiledC with = quick().run(source, task, Cancellation.never());
        CompiledC without = plain().run(source, task, Cancellation.never());
        assertThat(with.output().map(List::of).isPresent()).isEqualTo(without.output().isPresent());
        with.output().ifPresent(bytes -> assertThat(bytes).as(task.toString()).isEqualTo(without.output().get()));
        assertThat(with.problems()).isEqualTo(without.problems());
      }
    }
    assertThat(read(source, preambles)).isEqualTo(read(source, new Preambles()));
  }

  /** What is read of a file, without its bitcode, whose debug information names headers otherwise. */
  private static List<String> read(SourceFile source, Preambles by) {
    ReadResult result = new SourceReader(pool, by).functions(source, Set.of(), Cancellation.never());
    List<String> read = new ArrayList<>();
    result.units()
        .forEach(unit -> read.add(unit.name() + " " + unit.displayName() + " " + unit.hash() + " " + unit.range()));
    result.outline().functions().forEach(place -> read.add(place.toString()));
    result.outline().elsewhere().stream().map(Object::toString).sorted().forEach(read::add);
    result.problems().forEach(problem -> read.add(problem.toString()));
    read.add("elsewhere " + result.elsewhere());
    return read;
  }

  @Test
  void otherTextsComeOutAsWithoutIt() {
    assertThat(precompile(source(TEXT), "-O2").orElse("")).startsWith("precompiled");
    assertThat(precompile(source(TEXT), "-Oz").orElse("")).startsWith("precompiled");
    for (String text : List.of(TEXT, TEXT.replace("s = __LINE__", "s = 1"),
        TEXT + "#include <climits>\nint more() { return clamped(INT_MIN); }\n",
        TEXT.replace("static int hidden", "#define FACTOR 4\nstatic int hidden"))) {
      assertThat(isUsed(source(text), "-O1")).isTrue();
      assertThat(isUsed(source(text), "-Os")).isTrue();
      assertThat(isUsed(source(text), "-O0")).as("it defines other macros").isFalse();
      assertSame(source(text));
    }
  }

  @Test
  void outlinesUseIt() {
    precompile(source(TEXT), "-O2");
    Preamble preamble = preambles.find(source(TEXT), "-O1").orElseThrow();
    assertThat(preamble.elsewhere().orElseThrow()).extracting("name").containsExactly("clamped", "of");
    String edited = TEXT + "void added() {}\n";
    assertThat(
        new Outliner(pool, preambles).parsed(source(edited), preamble, Cancellation.never()).orElseThrow().functions())
        .extracting("name").containsExactly("hidden", "sum", "twice", "added");
  }

  @Test
  void errorsAreToldAsWithoutIt() {
    precompile(source(TEXT), "-O2");
    SourceFile broken = source(TEXT.replace("return s;", "return t;"));
    assertThat(isUsed(broken, "-O2")).isTrue();
    assertThat(quick().run(broken, ClangTask.object("-O2"), Cancellation.never()).problems()).isNotEmpty();
    assertSame(broken);
  }

  @Test
  void anotherPreambleIsNotThatOne() {
    precompile(source(TEXT), "-O2");
    SourceFile other = source(TEXT.replace("<cstdlib>", "<cstdlib> "));
    assertThat(isUsed(other, "-O2")).isFalse();
    assertThat(isUsed(source(TEXT, "-DFACTOR=2"), "-O2")).isFalse();
    assertThat(precompile(other, "-O2").orElse("")).startsWith("precompiled");
    assertThat(isUsed(source(TEXT), "-O2")).as("a file has one for each level").isFalse();
  }

  @Test
  void aHeaderThatChangesCounts() throws IOException {
    precompile(source(TEXT), "-O2");
    write("include/own.h", OWN.replace("FACTOR 3", "FACTOR 7"));
    Files.setLastModifiedTime(folder.resolve("include/own.h"), FileTime.from(Instant.now()));
    assertSame(source(TEXT));
    assertThat(isUsed(source(TEXT), "-O2")).isFalse();
  }

  @Test
  void aHeaderThatComesBeforeCounts() throws IOException {
    precompile(source(TEXT), "-O2");
    Files.writeString(folder.resolve("first/notes.txt"), "no header");
    assertThat(isUsed(source(TEXT), "-O2")).isTrue();
    write("first/own.h", OWN.replace("FACTOR 3", "FACTOR 9"));
    assertSame(source(TEXT));
    assertThat(isUsed(source(TEXT), "-O2")).isFalse();
  }

  @Test
  void aHeaderThatHasJustBeenWrittenDoesNotCount() throws IOException {
    Files.setLastModifiedTime(folder.resolve("include/own.h"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(precompile(source(TEXT), "-O2").orElse("")).contains("written while");
    assertThat(isUsed(source(TEXT), "-O2")).isFalse();
  }

  @Test
  void whatComesOutOtherwiseIsNotUsed() throws IOException {
    // Of what a header instantiates explicitly, clang makes code later then.
    write("include/own.h", OWN + """
        template struct Twice<int>;
        int second(int x) { return Twice<long>::of(x); }
        """);
    assertThat(precompile(source(TEXT), "-O2").orElse("")).contains("not the same");
    assertSame(source(TEXT + "int third() { return second(3); }\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#include <cstdlib>\nint f(", "#include \"nowhere.h\"\nint f;\n", "int f;\n"})
  void nothingIsMadeOfTextsThatDoNotCompileOrIncludeNothing(String text) {
    assertThat(precompile(source(text), "-O2")).isEmpty();
    assertSame(source(text));
  }

  @Test
  void whatIsThereIsNotMadeAgain() {
    assertThat(precompile(source(TEXT), "-O1")).isPresent();
    assertThat(precompile(source(TEXT + "int more;\n"), "-O3")).isEmpty();
  }

  @Test
  void filesAreFewAndGoInTheEnd() throws IOException {
    precompile(source(TEXT), "-O2");
    Path file = preambles.find(source(TEXT), "-O2").orElseThrow().file();
    SourceFile other = source(TEXT.replace("<cstdlib>", "<cstdlib> "));
    precompile(other, "-O2");
    assertThat(file).as("of another preamble of that file").doesNotExist();
    Files.delete(preambles.find(other, "-O2").orElseThrow().file());
    assertSame(other); // without it, then
    preambles.close();
    assertThat(file.getParent()).doesNotExist();
  }
}
