package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Engine;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.BuildOptions;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.advice.Objective;
import dev.assay.bundle.BundleReader;
import dev.assay.clang.TargetOrigin;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.ir.ReadResult;
import dev.assay.pool.WorkerOptions;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of the user's own build, against clang as a program and llvm-nm, which share no code with them. */
class FileBuildTest {
  private static Engine engine;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() throws IOException {
    engine =
        new Engine(WorkerOptions.defaults().withWorkers(2), Duration.ofSeconds(60), BundleReader.shipped(), Device.CPU);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  /** A file that has been read, and its build. */
  private record Read(ReadResult result, FileBuild build) {}

  private Read read(String name, String text, String... command) throws IOException {
    Path path = folder.resolve(name);
    Files.writeString(path, text);
    List<String> whole = new ArrayList<>(List.of(command));
    whole.add(name);
    SourceFile file = new SourceFile(path, text.getBytes(StandardCharsets.UTF_8),
        command.length == 0 ? Optional.empty() : Optional.of(new CompileCommand(folder, whole)));
    ReadResult result = engine.reader().functions(file, Set.of(), Cancellation.never());
    assertThat(result.problems()).isEmpty();
    return new Read(result, engine.builds().of(file, result));
  }

  private BuildFigures figures(Read read, String symbol, Level... levels) {
    BuildOptions options = new BuildOptions(List.of(levels), Objective.BYTES, true);
    BuildFigures measured = engine.buildAdvisor().levels(read.build, symbol, options, step -> {
    }, Cancellation.never());
    return measured.withBestOf(engine.buildAdvisor().pipelines(read.build, symbol, List.of(), options, step -> {
    }, Cancellation.never()));
  }

  private static Optional<Long> bytes(LevelFigures figures) {
    return figures.alone() instanceof CodeSize.Bytes code ? Optional.of(code.bytes()) : Optional.empty();
  }

  /** What llvm-nm says of an object that clang, run by hand, makes of a file. */
  private Map<String, Long> truth(String name, String... flags) throws Exception {
    Path clang = engine.pool().llvm().clang();
    Path nm = clang.resolveSibling("llvm-nm");
    assertThat(nm.toFile().setExecutable(true)).isTrue();
    List<String> command = new ArrayList<>(List.of(clang.toString()));
    command.addAll(List.of(flags));
    command.addAll(List.of("-c", folder.resolve(name).toString(), "-o", folder.resolve("truth.o").toString()));
    run(command);
    Map<String, Long> sizes = new TreeMap<>();
    for (String line : run(List.of(nm.toString(), "-S", folder.resolve("truth.o").toString())).lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 4 && words[2].matches("[tTwWvVuUi]")) {
        sizes.put(words[3], Long.parseLong(words[1], 16));
      }
    }
    return sizes;
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    return output;
  }

  @Test
  void aFunctionMayHaveItsCodeByAnAliasAlone() throws Exception {
    Read read = read("a.c", """
        static int impl(int x) { return x * 3 + 1; }
        int pub(int x) __attribute__((alias("impl")));
        int use(int x) { return pub(x) + impl(x); }
        static int gone(int x) { return x; }
        """, "clang", "-O2");
    for (LevelFigures level : figures(read, "impl", Level.O2, Level.OZ).levels()) {
      Map<String, Long> truth = truth("a.c", level.name());
      assertThat(truth).as("clang gives the code its other name").doesNotContainKey("impl");
      assertThat(level.inFile()).as(level.name())
          .isEqualTo(new InFile.Bytes(truth.get("pub"), List.of("pub"), List.of("use")));
    }
    assertThat(read.build.inFile(Level.O2, "gone", Cancellation.never())).isEqualTo(new InFile.Dropped());
  }

  @Test
  void theNextTextIsBuiltWithoutItsHeaders() throws Exception {
    String text = """
        #include <cstdlib>
        static int twice(int x) { return x + x; }
        int f(int x) { return std::abs(twice(x)); }
        """;
    Read first = read("a.cc", text, "clang++", "-O2");
    assertThat(first.build.precompile(1, Cancellation.never())).as("nothing has been built").isEmpty();
    figures(first, "_Z1fi", Level.O2, Level.OZ);
    assertThat(first.build.precompile(1, Cancellation.never())).hasSize(2)
        .allSatisfy(done -> assertThat(done).startsWith("precompiled the preamble for -O"));
    Read second = read("a.cc", text.replace("x + x", "x * 3"), "clang++", "-O2");
    for (LevelFigures level : figures(second, "_Z1fi", Level.O2, Level.OZ).levels()) {
      long truth = truth("a.cc", level.name()).get("_Z1fi");
      assertThat(level.inFile()).as(level.name()).isEqualTo(new InFile.Bytes(truth, List.of(), List.of()));
    }
    assertThat(second.build.precompile(1, Cancellation.never())).as("it has been").isEmpty();
    assertThat(first.build.precompile(Long.MAX_VALUE, Cancellation.never())).as("not worth it").isEmpty();
  }

  @Test
  void irWithAByteOrderMarkIsBuiltAsWithout() throws Exception {
    String ir = """
        target triple = "x86_64-unknown-linux-gnu"
        define i32 @f(i32 %a) {
          %b = add i32 %a, 1
          ret i32 %b
        }
        """;
    List<LevelFigures> plain = figures(read("plain.ll", ir), "f", Level.OZ).levels();
    assertThat(plain).isNotEmpty().allSatisfy(level -> assertThat(bytes(level)).isPresent());
    assertThat(figures(read("marked.ll", "\ufeff" + ir), "f", Level.OZ).levels()).isEqualTo(plain);
  }

  /** The front end at -O1 would stamp every loop "do not unroll"; clang -O2 computes this one. */
  @Test
  void aLoopThatO2ComputesIsAsSmallAsClangMakesIt() throws Exception {
    Read read = read("loops.c", """
        int sum(void) { int s = 0; for (int i = 0; i < 8; i++) for (int j = 0; j < 8; j++) s += i * j; return s; }
        """, "cc", "-O2");
    long truth = truth("loops.c", "-O2").get("sum");
    BuildFigures figures = figures(read, "sum");
    assertThat(figures.own()).contains(Level.O2);
    assertThat(figures.today().orElseThrow().inFile()).isEqualTo(new InFile.Bytes(truth, List.of(), List.of()));
    assertThat(bytes(figures.today().orElseThrow())).contains(truth);
    assertThat(truth).isLessThan(10);
  }

  /** Every function that neither inlines nor is inlined has the same bytes alone; -Oz marks it minsize. */
  @Test
  void aloneAndInTheFileAreTheSameWhereNothingIsInlined() throws Exception {
    String text = """
        #include <stddef.h>
        extern int other(const char *, int);
        int find(const int *a, size_t n, int x) {
          for (size_t i = 0; i < n; i++) if (a[i] == x) return (int) i;
          return -1;
        }
        void copy(char *to, const char *from) { while ((*to++ = *from++)) ; }
        int call(int x) { return other("text", x * 31) + other("more", x / 7); }
        unsigned mix(unsigned a, unsigned b) { a ^= b << 13; a ^= a >> 7; a *= 0x85ebca6bu; return a ^ (b >> 3); }
        double area(double r) { return r * r * 3.14159265358979; }
        """;
    for (String[] command : List.of(new String[]{"cc", "-O2"}, new String[]{"cc", "-Os", "-fno-plt", "-fPIC"},
        new String[]{"cc", "-Oz", "-ffunction-sections", "-march=x86-64-v3"}, new String[]{"cc", "-O3", "-m32"},
        new String[]{"cc", "-O1", "-fno-builtin", "-fwrapv", "-fstack-protector-all"})) {
      Read read = read("plain.c", text, command);
      for (Level level : List.of(Level.O1, Level.O2, Level.O3, Level.OS, Level.OZ)) {
        List<String> flags = new ArrayList<>(List.of(command).subList(1, command.length));
        flags.add(level.flag());
        Map<String, Long> truth = truth("plain.c", flags.toArray(String[]::new));
        for (String name : List.of("find", "copy", "call", "mix", "area")) {
          LevelFigures figures = figures(read, name, level).at(level).orElseThrow();
          assertThat(figures.inFile()).as(name + flags)
              .isEqualTo(new InFile.Bytes(truth.get(name), List.of(), List.of()));
          assertThat(bytes(figures)).as(name + flags).contains(truth.get(name));
        }
      }
    }
  }

  @Test
  void whatBecomesOfAFunctionInItsFileIsSaid() throws Exception {
    Read read = read("fates.c", """
        static int square(int x) { return x * x; }
        static int unused(int x) { return x + 2; }
        __attribute__((noinline)) int kept(int x) { return x ^ 5; }
        int twice(int x) { return kept(square(x)) + square(x + 1); }
        extern __typeof(kept) again __attribute__((alias("kept")));
        """, "cc", "-Oz");
    Cancellation never = Cancellation.never();
    assertThat(read.build.inFile(Level.OZ, "square", never)).isEqualTo(new InFile.Inlined(List.of("twice")));
    assertThat(read.build.inFile(Level.OZ, "unused", never)).isEqualTo(new InFile.Dropped());
    assertThat(read.build.inFile(Level.OZ, "kept", never)).isInstanceOfSatisfying(InFile.Bytes.class,
        kept -> assertThat(kept.sharedWith()).containsExactly("again"));
    long sum = read.build.code(Level.OZ, never).value().orElseThrow().functionBytes();
    Map<String, Long> truth = truth("fates.c", "-Oz");
    truth.remove("again"); // it is kept's code
    assertThat(sum).isEqualTo(truth.values().stream().mapToLong(Long::longValue).sum());
  }

  /** Flags that change code are honoured: the bytes are clang's with the flag, which are not those without it. */
  @ParameterizedTest
  @ValueSource(strings = {"-fpatchable-function-entry=8", "-fno-jump-tables", "-mgeneral-regs-only",
      "-fbasic-block-sections=all", "-mno-sse", "-fno-optimize-sibling-calls", "-mharden-sls=all", "-falign-loops=32"})
  void aFlagThatChangesCodeChangesTheFigures(String flag) throws Exception {
    String text = """
        int other(int);
        int pick(int x) {
          switch (x) {
            case 0: return other(11); case 1: return other(4); case 2: return other(31); case 3: return 7 + other(2);
            case 4: return other(9) * 3; case 5: return other(77); default: return x;
          }
        }
        int total(const int *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += p[i] * other(i); return s; }
        void zero(int *p) { for (int i = 0; i < 64; i++) p[i] = 0; }
        """;
    Read read = read("flag.c", text, "cc", "-O2", flag);
    Map<String, Long> truth = truth("flag.c", "-O2", flag);
    assertThat(truth).isNotEqualTo(truth("flag.c", "-O2"));
    for (String name : List.of("pick", "total", "zero")) {
      LevelFigures figures = figures(read, name).today().orElseThrow();
      assertThat(figures.inFile()).as(name).isEqualTo(new InFile.Bytes(truth.get(name), List.of(), List.of()));
      // LLVM's C API has no word for these two, so a function alone is compiled without them.
      if (!flag.startsWith("-fbasic-block-sections") && !flag.startsWith("-falign-loops")) {
        assertThat(bytes(figures)).as(name).contains(truth.get(name));
      }
    }
  }

  /** A sysroot's headers are found, also by paths below it. */
  @Test
  void headersOfASysrootAreFound() throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("root/usr/include")).resolve("own.h"), "#define SIZE 3\n");
    Files.writeString(Files.createDirectories(folder.resolve("root/more")).resolve("more.h"), "#define MORE 4\n");
    Read read = read("root.c", "#include <own.h>\n#include <more.h>\nint f(int x) { return x * SIZE + MORE; }\n", "cc",
        "-O2", "--sysroot=root", "-isystem", "=more");
    long truth = truth("root.c", "-O2", "--sysroot=" + folder.resolve("root"), "-isystem=more").get("f");
    assertThat(figures(read, "f").today().orElseThrow().inFile())
        .isEqualTo(new InFile.Bytes(truth, List.of(), List.of()));
  }

  @Test
  void sectionsOfAnyNameCount() throws Exception {
    Read read =
        read("ram.c", "__attribute__((section(\".ramfunc\"))) int fast(int x) { return x * 3 + 1; }\n", "cc", "-Os");
    BuildFigures figures = figures(read, "fast");
    long truth = truth("ram.c", "-Os").get("fast");
    assertThat(truth).isPositive();
    assertThat(bytes(figures.today().orElseThrow())).contains(truth);
  }

  @Test
  void noCodeIsASentenceAndNeverANumber() throws Exception {
    Read read =
        read("mrs.c", "int id(void) { int r; __asm__(\"mrs %0, midr_el1\" : \"=r\"(r)); return r; }\n", "cc", "-O2");
    LevelFigures figures = figures(read, "id").today().orElseThrow();
    assertThat(figures.alone()).isInstanceOfSatisfying(CodeSize.None.class,
        none -> assertThat(none.reason()).contains("mrs"));
    assertThat(figures.instructions()).isPresent();
    assertThat(figures.inFile()).isInstanceOfSatisfying(InFile.Unknown.class,
        unknown -> assertThat(unknown.reason()).contains("mrs"));
    assertThat(figures(read, "id").best()).isEmpty();
  }

  /** BPF returns at most 64 bits: its code generator ends the process. The IR's figures are right all the same. */
  @Test
  void aCodeGeneratorThatCrashesCostsNoFigureOfTheIr() throws Exception {
    Read read = read("wide.ll", """
        target triple = "bpf"
        define i128 @wide(i128 %a, i128 %b) {
          %c = mul i128 %a, %b
          ret i128 %c
        }
        """);
    for (int time = 0; time < 2; time++) { // the second time it is known, and no worker dies
      BuildFigures figures = figures(read, "wide", Level.OZ);
      LevelFigures given = figures.today().orElseThrow();
      assertThat(given.instructions()).hasValue(2);
      assertThat(given.alone()).isInstanceOf(CodeSize.None.class);
      assertThat(figures.best()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      value = {"arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb | thumbv7em-unknown-none-eabi",
          "cc --target=aarch64-linux-gnu | aarch64-unknown-linux-gnu",
          "riscv32-unknown-elf-gcc -march=rv32imac -mabi=ilp32 | riscv32-unknown-unknown-elf",
          "riscv64-unknown-elf-gcc | riscv64-unknown-unknown-elf", "avr-gcc -mmcu=atmega328p | avr",
          "msp430-elf-gcc | msp430-unknown-unknown-elf", "cc --target=wasm32 | wasm32", "cc --target=bpf | bpf",
          "cc -m32 | i386-unknown-linux-gnu"})
  void aTargetsFiguresAreThoseOfItsClang(String command, String triple) throws Exception {
    String text = """
        int scale(int x, int y) { return x * 5 + (y >> 2); }
        int total(const short *p, int n) { int s = 0; while (n-- > 0) s += *p++; return s; }
        """;
    Read read = read("cross.c", text, (command + " -O2").split(" "));
    BuildTarget target = read.build.target(Cancellation.never());
    assertThat(target.problem()).isEmpty();
    assertThat(target.triple()).startsWith(triple);
    List<String> flags = new ArrayList<>(List.of(command.split(" ")));
    String compiler = flags.removeFirst();
    if (!compiler.equals("cc")) {
      flags.add("--target=" + compiler.replace("-gcc", ""));
    }
    for (Level level : List.of(Level.O2, Level.OZ)) {
      List<String> all = new ArrayList<>(flags);
      all.add(level.flag());
      for (String name : List.of("scale", "total")) {
        LevelFigures figures = figures(read, name, level).at(level).orElseThrow();
        if (triple.equals("wasm32")) { // llvm-nm prints no sizes there
          assertThat(figures.inFile()).isInstanceOf(InFile.Bytes.class);
          assertThat(bytes(figures)).contains(((InFile.Bytes) figures.inFile()).bytes());
        } else {
          long truth = truth("cross.c", all.toArray(String[]::new)).get(name);
          assertThat(figures.inFile()).as(name + all).isInstanceOfSatisfying(InFile.Bytes.class,
              bytes -> assertThat(bytes.bytes()).isEqualTo(truth));
          assertThat(bytes(figures)).as(name + all).contains(truth);
        }
      }
    }
  }

  @Test
  void aTargetThatLlvmHasNotIsSaidAndInstructionsAreCounted() throws Exception {
    Read read = read("esp.c", "int f(int x) { return x * 3; }\n", "xtensa-esp32-elf-gcc", "-Os");
    BuildTarget target = read.build.target(Cancellation.never());
    assertThat(target.origin()).isEqualTo(TargetOrigin.COMPILER_NAME);
    assertThat(target.problem()).hasValueSatisfying(problem -> assertThat(problem).contains("xtensa-esp32"));
    BuildFigures figures = figures(read, "f", Level.OZ);
    assertThat(figures.today().orElseThrow().instructions()).isPresent();
    assertThat(figures.today().orElseThrow().alone()).isInstanceOf(CodeSize.None.class);
    assertThat(figures.best()).hasValueSatisfying(best -> assertThat(best.bytes()).isEmpty());
  }

  @Test
  void cplusplusIsMeasuredLikeC() throws Exception {
    Read read = read("shapes.cpp", """
        namespace geo {
        template <class T> T twice(T x) { return x + x; }
        struct Box { int w, h; int area() const; };
        int Box::area() const { return twice(w) * h; }
        }
        extern "C" int plain(int x) { return geo::twice(x) - 1; }
        """, "g++", "-Os", "-std=c++17");
    assertThat(read.result.units()).extracting(unit -> unit.name()).contains("_ZNK3geo3Box4areaEv", "plain");
    Map<String, Long> truth = truth("shapes.cpp", "-Os", "-std=c++17");
    for (String name : List.of("_ZNK3geo3Box4areaEv", "plain")) {
      assertThat(figures(read, name).today().orElseThrow().inFile()).isInstanceOfSatisfying(InFile.Bytes.class,
          bytes -> assertThat(bytes.bytes()).isEqualTo(truth.get(name)));
    }
  }

  @Test
  void irIsBuiltAsItSays() throws Exception {
    Read thumb = read("thumb.ll", """
        target triple = "thumbv7m-none-eabi"
        define i32 @f(i32 %a) #0 {
          %b = mul i32 %a, 3
          ret i32 %b
        }
        attributes #0 = { minsize optsize }
        """);
    BuildFigures figures = figures(thumb, "f", Level.OZ);
    assertThat(figures.target().triple()).startsWith("thumbv7m");
    assertThat(figures.today().orElseThrow().inFile()).isInstanceOf(InFile.Bytes.class);
    assertThat(bytes(figures.today().orElseThrow())).hasValueSatisfying(b -> assertThat(b).isBetween(2L, 8L));
    Read nowhere = read("nowhere.ll", "define i32 @f(i32 %a) {\n  %b = mul i32 %a, 3\n  ret i32 %b\n}\n");
    BuildFigures without = figures(nowhere, "f", Level.OZ);
    assertThat(without.target().problem()).hasValueSatisfying(p -> assertThat(p).contains("names no target"));
    assertThat(without.best()).hasValueSatisfying(best -> assertThat(best.bytes()).isEmpty());
  }
}
