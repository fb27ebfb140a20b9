package dev.assay.clang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CCompilerTest {
  /** Keeps clang busy for minutes: it expands to 2^48 tokens. */
  private static final String ENDLESS = """
      #define A(x) x x x x x x x x
      #define B(x) A(A(A(A(x))))
      int f(void) { return 0 B(B(B(B(+ 1)))); }
      """;

  private static LlvmDistribution llvm;

  @TempDir
  private Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
  }

  private CompiledC compile(String text, String... flags) {
    return compile(text.getBytes(UTF_8), flags);
  }

  private CompiledC compile(byte[] text, String... flags) {
    return new CCompiler(llvm).compile(source(folder.resolve("a.c"), text, folder, flags), Cancellation.never());
  }

  private static SourceFile source(Path path, byte[] text, Path directory, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("cc"));
    arguments.addAll(List.of(flags));
    return new SourceFile(path, text, Optional.of(new CompileCommand(directory, arguments)));
  }

  private static void assertCompiles(CompiledC compiled) {
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.output()).isPresent();
  }

  @Test
  void unsavedTextBecomesBitcode() {
    CompiledC compiled = compile("int f(int x) { return x + 1; }");
    assertCompiles(compiled);
    assertThat(compiled.output().orElseThrow()).startsWith('B', 'C', 0xC0, 0xDE);
  }

  @Test
  void errorsHaveTheirPlaceInTheFile() {
    String file = folder.resolve("a.c").toString();
    assertThat(compile("int f(void) {\n  return y;\n}\nint g(void) { return z; }\n").problems()).containsExactly(
        new Problem(file, 2, 10, "use of undeclared identifier 'y'"),
        new Problem(file, 4, 22, "use of undeclared identifier 'z'"));
  }

  @Test
  void anOddPathIsNamedAsItIs() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("a \"b\" \\c é")).resolve("x.c");
    CompiledC compiled = new CCompiler(llvm)
        .compile(new SourceFile(odd, "#error no\n".getBytes(UTF_8), Optional.empty()), Cancellation.never());
    assertThat(compiled.problems()).containsExactly(new Problem(odd.toString(), 1, 2, "no"));
  }

  @Test
  void anErrorInAHeaderIsAlsoAProblemOfTheIncludingFile() throws IOException {
    Files.writeString(folder.resolve("h.h"), "int ok;\nint broken = oops;\n");
    String header = folder.resolve("h.h").toString();
    String file = folder.resolve("a.c").toString();
    assertThat(compile("\n#include \"h.h\"\n").problems()).containsExactly(
        new Problem(header, 2, 14, "use of undeclared identifier 'oops'"), new Problem(Problem.Kind.INCLUDED, file, 2,
            0, "included from here, " + header + ":2: use of undeclared identifier 'oops'"));
  }

  @Test
  void aMissingCLibraryIsExplained() {
    assertThat(compile("#include <stdio.h>\n", "-nostdinc").problems()).singleElement().satisfies(problem -> {
      assertThat(problem.line()).isEqualTo(1);
      assertThat(problem.message()).startsWith("'stdio.h' file not found").contains("libc6-dev");
    });
    assertThat(compile("#include \"own.h\"\n").problems()).singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("'own.h' file not found").contains("-I"));
    assertThat(compile("#include <vector>\n", "-x", "c++", "-nostdinc").problems()).singleElement().satisfies(
        problem -> assertThat(problem.message()).startsWith("'vector' file not found").contains("install g++"));
  }

  @Test
  void aMissingLibraryOfAnotherTargetIsNamedWithItsTarget() {
    assertThat(compile("#include <stdio.h>\n", "--target=thumbv7em-none-eabi").problems()).singleElement()
        .satisfies(problem -> assertThat(problem.message())
            .startsWith("'stdio.h' file not found for thumbv7em-none-eabi; say").contains("--sysroot"));
  }

  @Test
  void quotedIncludesResolveInTheFilesOwnFolderBeforeTheBuildsFolder() throws IOException {
    Path build = Files.createDirectories(folder.resolve("build"));
    Files.writeString(build.resolve("config.h"), "#error the build's\n");
    Files.writeString(folder.resolve("config.h"), "#define OWN 1\n");
    assertCompiles(new CCompiler(llvm).compile(
        source(folder.resolve("a.c"), "#include \"config.h\"\nint x = OWN;\n".getBytes(UTF_8), build),
        Cancellation.never()));
  }

  @Test
  void relativeFlagsAreRelativeToTheBuildsFolder() throws IOException {
    Path build = Files.createDirectories(folder.resolve("build"));
    Files.createDirectories(build.resolve("inc"));
    Files.writeString(build.resolve("inc/i.h"), "#define I 1\n");
    Files.writeString(build.resolve("forced.h"), "#define FORCED 1\n");
    assertCompiles(new CCompiler(llvm)
        .compile(source(folder.resolve("a.c"), "#include <i.h>\nint x = I + FORCED + M;\n".getBytes(UTF_8), build, "-I",
            "inc", "-include", "forced.h", "-DM=1"), Cancellation.never()));
  }

  @Test
  void aFileThatIsNotSavedYetNeedsNoFolder() {
    CompiledC compiled = new CCompiler(llvm).compile(
        new SourceFile(folder.resolve("none/a.c"), "int x;".getBytes(UTF_8), Optional.empty()), Cancellation.never());
    assertCompiles(compiled);
  }

  @Test
  void lineMarkersOfGeneratorsDoNotMoveErrors() {
    assertThat(compile("#line 99 \"parser.y\"\n# 7 \"x.h\" 1 3\nint x = y;\n").problems())
        .containsExactly(new Problem(folder.resolve("a.c").toString(), 3, 9, "use of undeclared identifier 'y'"));
  }

  @Test
  void preprocessedFilesAreNotPreprocessedAgain() {
    SourceFile file = new SourceFile(folder.resolve("a.i"),
        "# 1 \"a.c\"\n# 1 \"/usr/include/x.h\" 1 3 4\nint X;\nint f(void) { return X; }\n".getBytes(UTF_8),
        Optional.of(new CompileCommand(folder, List.of("cc", "-DX=1", "-Iinc", "-include", "x.h"))));
    assertCompiles(new CCompiler(llvm).compile(file, Cancellation.never()));
  }

  @Test
  void flagsThatThisClangOrTargetDoesNotKnowAreDropped() {
    CompiledC compiled = compile("int f(void) { return 1; }", "-mindirect-branch=thunk-extern", "-DX",
        "-mpreferred-stack-boundary=3", "-fexec-charset=latin1", "--target=nonsense-x-y", "-mfloat-abi=hard");
    assertCompiles(compiled);
    assertThat(compiled.flags().accepted()).contains("-DX").doesNotContain("-mindirect-branch=thunk-extern",
        "--target=nonsense-x-y");
    assertThat(compiled.flags().dropped()).extracting(DroppedFlag::flag).contains("-mindirect-branch=thunk-extern",
        "-mpreferred-stack-boundary=3", "-fexec-charset=latin1", "--target=nonsense-x-y");
  }

  @Test
  void bytesThatAreNotUtf8ArePassedOn() {
    assertCompiles(compile("/* \u00e9 */ const char *s = \"\u00e9\"; // \u00ff\n".getBytes(ISO_8859_1)));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertCompiles(compile("\ufeffint x;\n"));
  }

  @Test
  void emptyAndNulFilledFilesDoNoHarm() {
    assertCompiles(compile(""));
    assertThat(compile(new byte[10_000])).isNotNull();
  }

  @Test
  void fiftyMegabytesOfSourceDoNotBlockThePipes() {
    String line = "// " + "x".repeat(997) + "\n";
    assertCompiles(compile(line.repeat(50_000) + "int f(void) { return 1; }\n"));
  }

  @Test
  void fiftyMegabytesOfDataInSourceGiveBitcode() {
    assertCompiles(compile("const char s[] =\n" + ("\"" + "y".repeat(996) + "\"\n").repeat(50_000) + ";\n"));
  }

  @Test
  void aFileThatTakesTooLongIsGivenUp() {
    SourceFile source = new SourceFile(folder.resolve("a.c"), ENDLESS.getBytes(UTF_8), Optional.empty());
    CompiledC compiled = new CCompiler(llvm, Duration.ofMillis(500), 1 << 20).compile(source, Cancellation.never());
    assertThat(compiled.problems()).singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("longer than 0.5 s"));
  }

  @Test
  void tooMuchBitcodeIsRefused() {
    SourceFile source = new SourceFile(folder.resolve("a.c"), "char s[4000000] = \"x\", t[] = \"abc\";".getBytes(UTF_8),
        Optional.empty());
    CompiledC compiled = new CCompiler(llvm, Duration.ofSeconds(30), 100).compile(source, Cancellation.never());
    assertThat(compiled.output()).isEmpty();
    assertThat(compiled.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.message()).contains("too much");
      assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE);
    });
  }

  @Test
  void cancellationEndsClangSoon() throws Exception {
    SourceFile source = new SourceFile(folder.resolve("a.c"), ENDLESS.getBytes(UTF_8), Optional.empty());
    Cancellation cancellation = new Cancellation();
    long[] cancelledAt = new long[1];
    Thread canceller = Thread.ofPlatform().start(() -> {
      try {
        TimeUnit.MILLISECONDS.sleep(700);
        cancelledAt[0] = System.nanoTime();
        cancellation.cancel();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    assertThatThrownBy(() -> new CCompiler(llvm).compile(source, cancellation))
        .isInstanceOf(CancellationException.class);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cancelledAt[0]);
    canceller.join();
    assertThat(millis).as("100 ms, and what a loaded machine adds").isLessThan(5000);
    assertThat(ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith("/clang")))
        .isEmpty();
  }
}
