package dev.assay.ir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.clang.CCompiler;
import dev.assay.clang.DroppedFlag;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import dev.assay.source.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  private static WorkerPool pool;
  private static SourceReader reader;

  @TempDir
  private Path folder;

  @BeforeAll
  static void open() throws IOException {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1).withStepLimit(Duration.ofSeconds(60)),
        LlvmDistribution.unpack());
    reader = new SourceReader(pool);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private SourceFile file(String name, byte[] content) {
    return new SourceFile(folder.resolve(name), content, Optional.empty());
  }

  private ReadResult read(String name, byte[] content, String... wanted) {
    return reader.functions(file(name, content), Set.of(wanted), Cancellation.never());
  }

  private ReadResult read(String name, String content, String... wanted) {
    return read(name, content.getBytes(UTF_8), wanted);
  }

  private static List<String> places(ReadResult result) {
    assertThat(result.problems()).isEmpty();
    return result.units().stream()
        .map(u -> u.name() + u.range().map(r -> " " + r.firstLine() + "-" + r.lastLine()).orElse("")).toList();
  }

  private void assertRefused(String name, byte[] content, String words) {
    ReadResult result = read(name, content);
    assertThat(result.units()).isEmpty();
    assertThat(result.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.file()).isEqualTo(folder.resolve(name).toString());
      assertThat(problem.message()).contains(words);
    });
  }

  private byte[] bitcode() {
    SourceFile source = file("a.c", "int f(int x) { return x * 3; }\nint g(void) { return 4; }\n".getBytes(UTF_8));
    return new CCompiler(pool.llvm()).compile(source, Cancellation.never()).output().orElseThrow();
  }

  @Test
  void functionsOfCComeInTheOrderOfTheFileWithTheirLines() {
    assertThat(places(read("a.c", """
        static int later(int x);
        int f(int x)
        {
          return later(x);
        }
        static int later(int x) {
          return x * 3;
        }
        int g(void) { return 1; }
        """))).containsExactly("f 2-5", "later 6-8", "g 9-9");
  }

  @Test
  void functionsOfHeadersAreCountedElsewhere() throws IOException {
    Files.writeString(folder.resolve("h.h"), "static inline int h(int x) { return x; }\n");
    ReadResult result = read("a.c", "#include \"h.h\"\nint f(int x) { return h(x); }\n");
    assertThat(places(result)).containsExactly("f 2-2");
    assertThat(result.elsewhere()).isEqualTo(1);
    assertThat(result.optimisationFlag()).isEmpty();
  }

  @Test
  void wantedFunctionsAloneAreRead() {
    assertThat(places(read("a.c", "int f(void) { return 1; }\nint g(void) { return 2; }\n", "g")))
        .containsExactly("g 2-2");
    assertThat(
        places(read("a.ll", "define void @f() {\n ret void\n}\ndefine void @g() {\n ret void\n}\n", "g", "none")))
        .containsExactly("g 4-6");
  }

  @Test
  void theCommandTellsTheLevelAndWhatWasDropped() {
    SourceFile source = new SourceFile(folder.resolve("a.c"), "int f(void) { return X; }".getBytes(UTF_8),
        Optional.of(new CompileCommand(folder, List.of("gcc", "-DX=1", "-O2", "-fplugin=evil.so", "-c", "a.c"))));
    ReadResult result = reader.functions(source, Set.of(), Cancellation.never());
    assertThat(result.optimisationFlag()).contains("-O2");
    assertThat(result.droppedFlags()).extracting(DroppedFlag::flag).containsExactly("-fplugin=evil.so", "-c");
    assertThat(places(result)).containsExactly("f 1-1");
  }

  @Test
  void aBodyThatIncludesAnotherFileStaysInItsFile() throws IOException {
    Files.writeString(folder.resolve("t.def"), "\n".repeat(200) + "x += 1;\n");
    assertThat(places(read("a.c", "int f(int x) {\n#include \"t.def\"\n  return x;\n}\nint g(void) { return 1; }\n")))
        .containsExactly("f 1-4", "g 5-5");
  }

  @Test
  void theClosingBraceIsFoundInTheText() {
    assertThat(places(read("a.c", """
        #define DEFINE(name) int name(void) { return 1; }
        DEFINE(made)

        int f(int x) { // {
          if (x) {
            return '{' + "{"[0]; /* {
        */}
        #if 1
          else {
        #else
          else { {
        #if 2
        #endif
        #endif
            return 2;
          }
        }

        int g(x) int x;
        {
          for (;;) {}
        }
        """))).containsExactly("made 2-2", "f 4-17", "g 19-22");
  }

  @Test
  void lineTablesMakeNoDifferenceToTheIr() {
    String text = """
        struct s { int a; struct s *next; };
        extern int put(const char *, ...);
        static int sum(struct s *p) { int t = 0; for (struct s *q = p; q; q = q->next) t += q->a; return t; }
        int f(int n, struct s *p) {
          int a[n];
          switch (n) { case 1: return sum(p); case 7: put("%d", a[0]); break; default: a[n - 1] = 2; }
          void *labels[] = {&&one, &&two};
          goto *labels[n & 1];
        one: return a[0];
        two: return __builtin_popcount(n);
        }
        """;
    SourceFile source = file("a.c", text.getBytes(UTF_8));
    CCompiler compiler = new CCompiler(pool.llvm());
    byte[] with = compiler.compile(source, true, Cancellation.never()).output().orElseThrow();
    byte[] without = compiler.compile(source, false, Cancellation.never()).output().orElseThrow();
    IrReader ir = new IrReader(pool);
    for (boolean isProgram : new boolean[]{false, true}) {
      List<Unit> one = units(ir, with, isProgram);
      List<Unit> other = units(ir, without, isProgram);
      assertThat(one).hasSize(isProgram ? 1 : 2);
      assertThat(one).extracting(Unit::observation).isEqualTo(other.stream().map(Unit::observation).toList());
    }
  }

  private static List<Unit> units(IrReader ir, byte[] bitcode, boolean isProgram) {
    return isProgram ? ir.program(bitcode, "a.c", Cancellation.never()).units()
        : ir.functions(bitcode, "a.c", Set.of(), Cancellation.never()).units();
  }

  @Test
  void textualIrIsPlacedByItsText() {
    assertThat(places(read("a.ll", """
        define i32 @f(i32 %x) !dbg !4 {
          ret i32 %x, !dbg !7
        }

        define void @"odd name"() {
          ret void
        }
        !llvm.dbg.cu = !{!0}
        !llvm.module.flags = !{!2}
        !0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
        !1 = !DIFile(filename: "other.c", directory: "/")
        !2 = !{i32 2, !"Debug Info Version", i32 3}
        !4 = distinct !DISubprogram(name: "f", file: !1, line: 99, type: !5, scopeLine: 99, unit: !0)
        !5 = !DISubroutineType(types: !6)
        !6 = !{}
        !7 = !DILocation(line: 100, scope: !4)
        """))).containsExactly("f 1-3", "odd name 5-7");
  }

  @Test
  void functionsWithoutNamesHaveTheirNumbers() {
    String text = """
        @0 = global i32 0
        declare void @1()
        define void @2() {
          ret void
        }
        define void @3() {
          call void @1()
          ret void
        }
        """;
    assertThat(places(read("a.ll", text))).containsExactly("2 3-5", "3 6-9");
    assertThat(places(read("a.ll", text, "3"))).containsExactly("3 6-9");
  }

  @Test
  void whatLlvmRefusesHasItsPlace() {
    ReadResult result = read("a.ll", "define i32 @f() {\n  ret i32 %nowhere\n}\n");
    assertThat(result.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.line()).isEqualTo(2);
      assertThat(problem.column()).isEqualTo(11);
      assertThat(problem.message()).contains("LLVM refuses this IR").contains("%nowhere");
    });
  }

  /** LLVM 20 parses typed pointers, but not the constant expressions that came with them. */
  private static final String OLD_IR = """
      @a = external global i32
      @b = external global i8
      define i32 @f(i8* %p) {
        ret i32 zext (i1 icmp eq (i32* @a, i32* bitcast (i8* @b to i32*)) to i32)
      }
      """;

  private ReadResult readOld(IrUpgrader upgrader, String text) {
    return new SourceReader(pool, new CCompiler(pool.llvm()), upgrader, 1 << 20)
        .functions(file("old.ll", text.getBytes(UTF_8)), Set.of("f"), Cancellation.never());
  }

  @Test
  void typedPointersThatLlvmStillReadsNeedNoUpgrade() {
    assertThat(places(readOld(IrUpgrader.searching("", folder), """
        %s = type { i32, %s* }
        define i8 @f(i8* %p, %s* %q) {
          %a = getelementptr %s, %s* %q, i64 0, i32 1
          %x = load i8, i8* %p
          ret i8 %x
        }
        """))).containsExactly("f 2-6");
  }

  @Test
  void typedPointersAreExplainedWhereThereIsNoOldAssembler() {
    assertThat(readOld(IrUpgrader.searching("", folder), OLD_IR).problems()).singleElement().satisfies(problem -> {
      assertThat(problem.line()).isEqualTo(4);
      assertThat(problem.message()).startsWith("LLVM refuses this IR: ").contains("typed pointers")
          .contains("llvm-as-14 old.ll -o old.bc").contains("clang 15");
    });
  }

  @Test
  void typedPointersAreUpgradedWhereThereIsAnOldAssembler() throws IOException {
    // A stand-in for llvm-as-14, so that the test needs none: it gives bitcode whatever it is asked.
    Path bitcode = Files.write(folder.resolve("new.bc"), bitcode());
    Path tool = Files.writeString(folder.resolve("llvm-as-14"), "#!/bin/sh\ncat > /dev/null\ncat '" + bitcode + "'\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    assertThat(places(readOld(IrUpgrader.searching("relative:" + folder, folder), OLD_IR))).containsExactly("f 3-5");
  }

  @Test
  void theInstalledOldAssemblerUpgrades() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/lib/llvm-14/bin/llvm-as")));
    assertThat(places(readOld(IrUpgrader.installed(), OLD_IR))).containsExactly("f 3-5");
    assertThat(readOld(IrUpgrader.installed(), OLD_IR.replace("ret", "oops")).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("llvm-as-14, tried here, fails: "));
  }

  @Test
  void bitcodeIsKnownByItsFirstBytes() {
    byte[] bitcode = bitcode();
    assertThat(places(read("a.bc", bitcode))).containsExactly("f 1-1", "g 2-2");
    assertThat(read("program.o", bitcode).units()).hasSize(2);
    assertThat(read("noextension", bitcode).units()).hasSize(2);
    assertThat(read("a.bc", "define void @f() {\n ret void\n}\n").units()).hasSize(1);
  }

  @Test
  void aWholeProgramIsOneUnit() {
    for (SourceFile source : List.of(file("a.c", "int f(void) { return 1; } int g(void) { return 2; }".getBytes(UTF_8)),
        file("a.ll", "define void @f() {\n ret void\n}\n".getBytes(UTF_8)), file("a.bc", bitcode()))) {
      ReadResult result = reader.program(source, Cancellation.never());
      assertThat(result.problems()).isEmpty();
      assertThat(result.units()).singleElement().satisfies(unit -> {
        assertThat(unit.kind()).isEqualTo(Unit.Kind.PROGRAM);
        assertThat(unit.name()).isEqualTo(source.path().toString());
      });
    }
  }

  @Test
  void otherFilesAreRefusedInASentence() {
    assertRefused("a.txt", "hello".getBytes(UTF_8),
        "Assay reads C (.c, .i), C++ (.cc, .cpp, .cxx), textual LLVM IR (.ll)");
    assertRefused("Makefile", "all:".getBytes(UTF_8), "Assay reads C");
    assertRefused("a.h", "int x;".getBytes(UTF_8), "a header is read only where the compile database has an entry");
  }

  @Test
  void emptyIrIsRefusedAndEmptyCIsFine() {
    assertRefused("a.ll", new byte[0], "empty");
    assertRefused("a.ll", " \r\n\t".getBytes(UTF_8), "empty");
    assertRefused("a.bc", new byte[0], "empty");
    assertThat(places(read("a.c", ""))).isEmpty();
    assertThat(places(read("a.c", "extern int x;\n"))).isEmpty();
    assertThat(places(read("a.ll", "@x = global i32 0\n"))).isEmpty();
  }

  @Test
  void truncatedBitcodeIsRefused() {
    byte[] whole = bitcode();
    for (int length : new int[]{4, 5, 8, 100, whole.length / 2, whole.length - 4, whole.length - 1}) {
      ReadResult result = read("a.bc", Arrays.copyOf(whole, length));
      assertThat(result.problems()).as("%d bytes of %d", length, whole.length).isNotEmpty();
    }
  }

  @Test
  void strangeBytesDoNoHarm() {
    assertThat(read("a.ll", new byte[1000])).isNotNull();
    assertThat(read("a.ll", "define void @f() {\n ret void\n}\n; \u00ff\u00e9\n".getBytes(ISO_8859_1)).units())
        .hasSize(1);
    assertThat(places(read("a.c", "int f(void) { return 1; } // \u00ff\n".getBytes(ISO_8859_1))))
        .containsExactly("f 1-1");
    assertThat(read("a.c", new byte[1000]).units()).isEmpty();
    assertRefused("a.c", "\ufeffint x;".getBytes(UTF_16LE), "UTF-16");
    assertRefused("a.ll", "\ufeff;".getBytes(UTF_16BE), "UTF-16");
  }

  @Test
  void fiftyMegabytesOfTextualIrAreRead() {
    StringBuilder text = new StringBuilder(52 << 20);
    for (int f = 0; f < 20; f++) {
      text.append("define i32 @f").append(f).append("(i32 %a0) {\n");
      for (int i = 0; i < 80_000; i++) {
        text.append("  %a").append(i + 1).append(" = add i32 %a").append(i).append(", %a0\n");
      }
      text.append("  ret i32 %a80000\n}\n");
    }
    assertThat(text.length()).isGreaterThan(40 << 20);
    assertThat(read("big.ll", text.toString(), "f7").units()).singleElement().satisfies(unit -> {
      assertThat(unit.instructionCount()).isEqualTo(80_001);
      assertThat(unit.range()).contains(new SourceRange(7 * 80_003 + 1, 8 * 80_003));
    });
  }

  @Test
  void aCancelledReadSaysSo() {
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> reader.functions(file("a.c", new byte[0]), Set.of(), cancelled))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void takesTextualIrWithAByteOrderMark() {
    String text = "define i32 @f() {\n  ret i32 1\n}\n";
    assertThat(places(read("marked.ll", "\ufeff" + text))).containsExactly("f 1-3");
    assertThat(read("marked.ll", "\ufeff" + text).units().getFirst().hash())
        .isEqualTo(read("plain.ll", text).units().getFirst().hash());
    assertThat(read("marked.ll", "\ufeff" + text + "nonsense\n").problems()).first()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(4));
  }
}
