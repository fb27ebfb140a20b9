package dev.assay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that nobody means to give, and what is said of them. */
@Timeout(120)
class OddInputsTest {
  private static final String ONE_FUNCTION = "define i32 @one() {\n  ret i32 1\n}\n";

  @TempDir
  Path folder;

  private String write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content).toString();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsRefusedInsteadOfWaitedFor() throws Exception {
    Path pipe = folder.resolve("x.c");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    assertThat(mkfifo.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(mkfifo.exitValue()).isZero();
    String other = write("y.ll", ONE_FUNCTION);
    Cli.Result named = Cli.run("features", pipe.toString(), other);
    assertThat(named.err()).isEqualTo(pipe + ": is not read, since it is a pipe, a device or a folder\n");
    assertThat(named.status()).isEqualTo(1);
    assertThat(named.out()).startsWith("one ");
    assertThat(Cli.run("features", folder.toString()).err()).isEqualTo(named.err());
  }

  @Test
  void aFileWithoutFunctionsIsSaidToHaveNone() throws IOException {
    String data = write("data.ll", "@x = global i32 1\n");
    Cli.Result result = Cli.run("features", data);
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo(data + ": this file defines no function\n");
  }

  @Test
  void aFolderWithoutFunctionsIsSaidToHaveNoneOnce() throws IOException {
    write("src/a.ll", "@x = global i32 1\n");
    write("src/b.ll", "@y = global i32 1\n");
    Cli.Result result = Cli.run("features", folder.resolve("src").toString());
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEqualTo("assay: none of these files defines a function: 2 were read\n");
    write("src/c.ll", ONE_FUNCTION);
    assertThat(Cli.run("features", folder.resolve("src").toString()).err()).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreNotEchoed() throws IOException {
    byte[] junk = new byte[4000];
    Random random = new Random(7);
    for (int i = 0; i < junk.length; i++) {
      junk[i] = (byte) (i < 100 ? 0x80 + random.nextInt(0x80) : random.nextInt(0x100));
    }
    Path file = folder.resolve("broken.bc");
    Files.write(file, junk);
    Cli.Result result = Cli.run("features", file.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEqualTo(file + ":1: LLVM refuses this IR: expected top-level entity\n");
  }

  @Test
  void whatIsTextIsQuoted() throws IOException {
    String file = write("broken.ll", "define i32 @f() {\n  ret i32 what\n}\n");
    assertThat(Cli.run("features", file).err()).endsWith("ret i32 what\n").hasLineCount(1);
  }

  /** Flags that are not taken over are the likeliest reason for errors, so they are said beside them. */
  @Nested
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  class DroppedFlags {
    @ParameterizedTest
    @CsvSource(delimiter = '|',
        value = {"'cc','@flags.rsp','-c','a.c'|compiler flag @flags.rsp was not honoured",
            "'cl.exe','/DX=1','/c','a.c'|compiler flag /DX=1 was not honoured",
            "'-DX=1','-c','a.c'|compiler flag -DX=1 was not honoured"})
    void areSaidWhereTheFileDoesNotCompile(String arguments, String note) throws IOException {
      String file = write("a.c", "int f(void) { return X; }\n");
      write("compile_commands.json",
          "[{'directory':'.','file':'a.c','arguments':[%s]}]".formatted(arguments).replace('\'', '"'));
      Cli.Result result = Cli.run("features", file);
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith(file + ":1: ").contains("'X'").contains(file + ": " + note);
    }

    @Test
    void areSaidOnceWhereTheFileCompilesAndTheResultDoesNotShowThem() throws IOException {
      String file = write("a.c", "int f(void) { return 1; }\nint g(void) { return 2; }\n");
      write("compile_flags.txt", "@flags.rsp\n");
      Cli.Result result = Cli.run("features", file);
      assertThat(result.status()).isZero();
      assertThat(result.err())
          .isEqualTo(file + ": compiler flag @flags.rsp was not honoured: response files are not read\n");
    }

    @Test
    void aFileThatTheDatabaseDoesNotListIsSaidToBeCompiledWithoutFlags() throws IOException {
      String file = write("a.c", "int f(void) { return X; }\n");
      write("compile_commands.json", "[{\"directory\":\".\",\"file\":\"b.c\",\"arguments\":[\"cc\",\"-DX=1\"]}]");
      Cli.Result result = Cli.run("features", file);
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains(file + ": " + folder.resolve("compile_commands.json")
          + " does not list this file, so it was compiled without the project's flags");
    }
  }

  @Test
  void aNameThatIsNotUtf8InAMessageIsShownAsOneLine() throws IOException {
    Path file = folder.resolve("named.ll");
    Files.write(file, "define i32 @\"a\\0Ab\"() {\n  ret i32 @x\n}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Cli.run("features", file.toString()).err()).hasLineCount(1).doesNotContain("\u0000");
  }
}
