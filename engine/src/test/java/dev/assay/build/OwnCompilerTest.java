package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.clang.CCompiler;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.CodeSymbol;
import dev.assay.pool.LlvmDistribution;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's own compiler: a script that says what it was asked, and gcc with nm as witness. */
@EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "compilers are scripts here")
class OwnCompilerTest {
  private static final Cancellation NEVER = Cancellation.never();

  @TempDir
  private Path temporary;

  private Path folder;
  private Path bin;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = temporary.toRealPath();
    bin = Files.createDirectories(folder.resolve("bin"));
  }

  /** A cross compiler that knows where its headers are, and writes down how it was called. */
  private void crossCompiler(String name) throws IOException {
    Path headers = Files.createDirectories(folder.resolve("target/include"));
    Files.writeString(headers.resolve("stdio.h"), "int putchar(int);\n#define FROM_TARGET 7\n");
    Path own = Files.createDirectories(folder.resolve("lib/gcc/arm-none-eabi/12/include"));
    Files.writeString(own.resolve("stddef.h"), "#error of another compiler\n");
    script(name,
        "echo \"$@\" >> " + folder.resolve("calls") + "\necho 'Target: arm-none-eabi' >&2\n"
            + "echo '#include <...> search starts here:' >&2\necho ' " + own + "' >&2\necho ' "
            + own.resolve("../no/../..") + "/../../../target/include' >&2\necho 'End of search list.' >&2\n");
  }

  private void script(String name, String text) throws IOException {
    Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private OwnCompiler compiler(String... globs) {
    return new OwnCompiler(CompilerPermission.of(List.of(globs)), bin + ":/usr/bin:/bin");
  }

  private CompileCommand command(String... words) {
    return new CompileCommand(folder, List.of(words));
  }

  private SourceFile file(String name, String text, CompileCommand command) throws IOException {
    Path path = Files.writeString(folder.resolve(name), text);
    return new SourceFile(path, text.getBytes(StandardCharsets.UTF_8), Optional.of(command));
  }

  private List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @ParameterizedTest
  @CsvSource({"*, /any/gcc, true", "/usr/bin/*-gcc, /usr/bin/arm-none-eabi-gcc, true",
      "/usr/bin/*-gcc, /usr/bin/gcc, false", "/usr/*/gcc, /usr/bin/gcc, true", "/usr/*, /usr/bin/gcc, false",
      "/usr/**, /usr/local/bin/gcc, true", "/opt/g?c, /opt/gcc, true", "/opt/gcc, /opt/gcc2, false",
      "/opt/gcc, /evil/opt/gcc, false", "/opt/g.c, /opt/gcc, false", "gcc, /usr/bin/gcc, false"})
  void patternsAreMatchedAgainstWholePaths(String glob, String path, boolean isAllowed) {
    assertThat(CompilerPermission.of(List.of(glob)).allows(Path.of(path))).isEqualTo(isAllowed);
  }

  @Test
  void withoutPermissionNothingIsRunAndTheMissingHeaderIsNamedWithWhatHelps() throws IOException {
    crossCompiler("arm-none-eabi-gcc");
    CompileCommand command = command(bin + "/arm-none-eabi-gcc", "-mthumb", "-O2", "-c", "a.c");
    assertThat(OwnCompiler.NONE.ask(command, false, NEVER)).isEqualTo(new OwnCompiler.Asked(command, Optional.empty()));
    OwnCompiler other = compiler("/other/**");
    assertThat(other.ask(command, false, NEVER).command()).isEqualTo(command);
    assertThat(other.ask(command, false, NEVER).note()).hasValueSatisfying(
        note -> assertThat(note).contains("arm-none-eabi-gcc is not among the compilers that may be run"));
    SourceFile file = file("a.c", "#include <stdio.h>\nint f(void) { return FROM_TARGET; }\n", command);
    assertThat(other.compile(file, NEVER).value()).isEmpty();
    assertThat(calls()).isEmpty();
    CompiledC compiled = new CCompiler(LlvmDistribution.unpack()).compile(file, NEVER);
    assertThat(compiled.problems().getFirst().message()).isEqualTo("'stdio.h' file not found for arm-none-eabi; "
        + "--allow-compiler (in editors: the setting assay.allowCompiler) lets Assay ask arm-none-eabi-gcc where its"
        + " headers are");
  }

  @Test
  void aCompilerIsAskedOnceWhereItsHeadersAreAndNothingElse() throws IOException {
    crossCompiler("arm-none-eabi-gcc");
    OwnCompiler compiler = compiler(bin + "/*");
    CompileCommand command = command("arm-none-eabi-gcc", "-mthumb", "-O2", "-fplugin=evil.so", "-c", "--", "a.c");
    CompileCommand asked = compiler.ask(command, false, NEVER).command();
    assertThat(asked.arguments()).containsExactly("arm-none-eabi-gcc", "-mthumb", "-O2", "-fplugin=evil.so", "-c",
        "-nostdlibinc", "-idirafter", folder.resolve("target/include").toString(), "--", "a.c");
    assertThat(compiler.ask(command, false, NEVER).command()).isEqualTo(asked);
    compiler.ask(command, true, NEVER);
    assertThat(calls()).containsExactly("-E -v -x c /dev/null", "-E -v -x c++ /dev/null");
    SourceFile file =
        file("a.c", "#include <stddef.h>\n#include <stdio.h>\nsize_t f(void) { return FROM_TARGET; }\n", asked);
    CompiledC compiled = new CCompiler(LlvmDistribution.unpack()).compile(file, NEVER);
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.output()).isPresent();
  }

  @Test
  void aCompilerWhoseNameSaysNoTargetIsAskedForIt() throws IOException {
    crossCompiler("cc");
    assertThat(compiler("*").ask(command("cc", "-O2", "a.c"), false, NEVER).command().arguments())
        .contains("--target=arm-none-eabi");
    assertThat(compiler("*").ask(command("cc", "--target=avr", "a.c"), false, NEVER).command().arguments())
        .doesNotContain("--target=arm-none-eabi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.sh", "./evil", "no-such-gcc", "/no/such/gcc", "cl.exe", ""})
  void whatHasNoCompilersNameOrIsNotThereIsNotRun(String name) throws IOException {
    script("evil.sh", "touch " + folder.resolve("calls") + "\n");
    Files.copy(bin.resolve("evil.sh"), folder.resolve("evil"));
    assertThat(folder.resolve("evil").toFile().setExecutable(true)).isTrue();
    OwnCompiler.Asked asked = compiler("*").ask(command(name, "a.c"), false, NEVER);
    assertThat(asked.command()).isEqualTo(command(name, "a.c"));
    assertThat(asked.note()).isPresent();
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 1", "echo nothing", "echo '#include <...> search starts here:' >&2; echo ' rel' >&2"})
  void anAnswerThatIsNoneChangesNothing(String script) throws IOException {
    script("gcc", script + "\n");
    OwnCompiler.Asked asked = compiler("*").ask(command("gcc", "a.c"), false, NEVER);
    assertThat(asked.command()).isEqualTo(command("gcc", "a.c"));
    assertThat(asked.note()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc -O2", "gcc -Os -fno-inline -DSTEP=3", "ccache gcc -O1 -MD -MF deps.d -o build/x.o",
      "g++ -O2 -x c++ -std=c++14", "gcc"})
  void bytesAreThoseOfNm(String words) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")) && Files.isExecutable(Path.of("/usr/bin/g++")));
    List<String> command = new ArrayList<>(List.of(words.split(" ")));
    command.addAll(List.of("-c", "own.c"));
    SourceFile file = file("own.c", """
        #ifndef STEP
        #define STEP 5
        #endif
        static int half(int x) { return x / 2; }
        int sum(const int *p, int n) { int s = 0; for (int i = 0; i < n; i += STEP) s += half(p[i]); return s; }
        int plain(int x) { return x * STEP; }
        """, command(command.toArray(String[]::new)));
    Made<OwnCompiler.Compiled> made = compiler("/usr/bin/*").compile(file, NEVER);
    assertThat(made.reason()).isEmpty();
    OwnCompiler.Compiled compiled = made.value().orElseThrow();
    assertThat(compiled.name()).isIn("gcc", "g++");
    assertThat(compiled.code().symbols().stream().collect(Collectors.toMap(CodeSymbol::name, CodeSymbol::bytes)))
        .isEqualTo(truth(command));
    assertThat(folder.resolve("deps.d")).doesNotExist();
  }

  private Map<String, Long> truth(List<String> command) throws Exception {
    List<String> line = new ArrayList<>(command);
    line.remove("ccache");
    line.removeIf(word -> word.startsWith("-M") || word.equals("deps.d") || word.equals("build/x.o"));
    line.remove("-o");
    line.addAll(List.of("-o", folder.resolve("truth.o").toString()));
    Process gcc = new ProcessBuilder(line).directory(folder.toFile()).inheritIO().start();
    assertThat(gcc.waitFor()).isZero();
    Process nm = new ProcessBuilder("nm", "-S", folder.resolve("truth.o").toString()).start();
    Map<String, Long> sizes = new TreeMap<>();
    for (String symbol : new String(nm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
      String[] parts = symbol.split(" ");
      if (parts.length == 4 && parts[2].matches("[tTwW]")) {
        sizes.put(parts[3], Long.parseLong(parts[1], 16));
      }
    }
    return sizes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-fplugin=x.so", "@file", "-B/evil", "-specs=x", "-wrapper", "-Xclang", "--config=x", "-cc1"})
  void aCommandThatWouldLoadCodeIsNotRun(String flag) throws IOException {
    script("gcc", "touch " + folder.resolve("calls") + "\n");
    SourceFile file = file("a.c", "int f(void) { return 1; }\n", command("gcc", "-O2", flag, "-c", "a.c"));
    Made<OwnCompiler.Compiled> made = compiler("*").compile(file, NEVER);
    assertThat(made.value()).isEmpty();
    assertThat(made.reason()).contains(flag);
    assertThat(calls()).isEmpty();
  }

  @Test
  void aFileThatTheCompilerRefusesIsSaidToBeRefused() throws IOException {
    script("gcc", "echo \"a.c:1: error: what is that\" >&2; exit 1\n");
    SourceFile file = file("a.c", "what\n", command("gcc", "-c", "a.c"));
    assertThat(compiler("*").compile(file, NEVER).reason())
        .isEqualTo("gcc does not compile this file: a.c:1: error: what is that");
    script("gcc", "exit 0\n");
    assertThat(compiler("*").compile(file, NEVER).reason()).isEqualTo("gcc does not compile this file");
  }
}
