package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.workspace.SmallBundles;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, as a release has it: beside a folder of jars. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class LauncherTest {
  @TempDir
  static Path home;

  @TempDir
  Path folder;

  private record Result(int status, String out, String err) {}

  @BeforeAll
  static void gatherJars() throws IOException {
    Files.copy(SmallBundles.root().resolve("assay"), home.resolve("assay"));
    Path lib = Files.createDirectory(home.resolve("lib"));
    int count = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      Path jar = lib.resolve(count++ + ".jar");
      if (Files.isDirectory(path)) {
        pack(path, jar);
      } else if (Files.exists(path)) {
        Files.createSymbolicLink(jar, path);
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar); JarOutputStream archive = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        archive.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, archive);
        archive.closeEntry();
      }
    }
  }

  /** Runs a shell script in the folder, in an environment with nothing but what is said; {@code $assay} runs Assay. */
  private Result run(Map<String, String> environment, String script) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile())
        .redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "ASSAY_CACHE_DIR", "HOME"));
    builder.environment().putAll(environment);
    builder.environment().put("ASSAY_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("assay", home.resolve("assay").toString());
    builder.environment().put("bundle", SmallBundles.bundle(folder));
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** The shell makes the names, since this process may be in such a locale itself. */
  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LANG=xx_YY.UTF-8", "LC_CTYPE=C"})
  void namesOfAllLettersAreReadInEveryLocale(String locale) throws Exception {
    Files.writeString(folder.resolve("input.ll"), "define i32 @\"\\C3\\BCber\"() {\n  ret i32 1\n}\n",
        StandardCharsets.US_ASCII);
    String[] parts = locale.split("=");
    Result result = run(Map.of(parts[0], parts[1]), """
        name=$(printf '\\303\\274ber')
        mkdir "$name" && cp input.ll "$name/$name.ll"
        "$assay" features --json "$name" && "$assay" features --json "$name/$name.ll" \\
          && "$assay" advise --json --bundle "$bundle" --function "$name" "$name/$name.ll"
        """);
    assertThat(result.err).isEmpty();
    assertThat(result.status).isZero();
    String name = "\u00fcber";
    assertThat(result.out.lines()).hasSize(3).allMatch(line -> line
        .startsWith("{\"file\":\"" + name + "/" + name + ".ll\",\"unit\":\"function\",\"name\":\"" + name + "\","));
  }

  @Test
  void aLocaleThatCanSayEverythingIsLeftAlone() throws Exception {
    Result result = run(Map.of("LC_ALL", "C.UTF-8", "JAVA_TOOL_OPTIONS", ""),
        "sed -n '/^case .*locale charmap/,/^esac/p' \"$assay\" >part.sh; LC_ALL=C.UTF-8; . ./part.sh; echo $LC_ALL;"
            + " LC_ALL=C; . ./part.sh; echo $LC_ALL");
    assertThat(result.out).isEqualTo("C.UTF-8\nC.UTF-8\n");
  }

  /** Both are scripts that say what they are started with, and record by leaving a file. */
  @Test
  void whatAnotherJavaOrOtherJarsHaveRecordedIsNotUsed() throws Exception {
    Result result = run(Map.of("LC_ALL", "C.UTF-8"), """
        mkdir -p root/target/assay/lib root/target/assay/start one/bin two/bin
        cp "$assay" root/assay
        touch root/pom.xml root/target/assay/start/command.aot root/target/assay/built
        cat >one/bin/java <<'END'
        #!/bin/sh
        for word; do case $word in -XX:AOTCacheOutput=*) : >"${word#*=}" ;; esac; done
        [ -n "${ASSAY_RECORD_START:-}" ] || echo "java $*"
        END
        chmod +x one/bin/java && cp one/bin/java two/bin/java
        echo 'JAVA_VERSION="25.0.1"\nJAVA_RUNTIME_VERSION="25.0.1+8-LTS"' >one/release
        echo 'JAVA_VERSION="25.0.1"\nJAVA_RUNTIME_VERSION="25.0.1+9"' >two/release
        start() {
          ASSAY_JAVA_HOME=$PWD/$1 root/assay --version 2>&1 \\
            | sed "s,$PWD,.,g; s,^java .* \\(-XX:AOTCache=[^ ]*\\) .*,\\1,; s,^java .*,quiet start without,"
        }
        recorded() { until [ -f "root/target/assay/start/$1/command.aot" ]; do sleep 0.05; done; }
        start one; recorded 25.0.1+8-LTS
        start one
        start two; recorded 25.0.1+9
        start two
        start one
        sleep 0.02; touch root/target/assay/lib/assay-cli.jar  # another build
        ASSAY_NO_BUILD=yes start one
        start one; recorded 25.0.1+8-LTS
        start one
        """);
    assertThat(result.err).isEmpty();
    String said = "assay: recording in the background how to start faster with Java ";
    String used = "-XX:AOTCache=./root/target/assay/start/";
    assertThat(result.out.lines()).containsExactly(said + "25.0.1+8-LTS, this once", "quiet start without",
        used + "25.0.1+8-LTS/command.aot", said + "25.0.1+9, this once", "quiet start without",
        used + "25.0.1+9/command.aot", used + "25.0.1+8-LTS/command.aot", "quiet start without",
        said + "25.0.1+8-LTS, this once", "quiet start without", used + "25.0.1+8-LTS/command.aot");
  }

  @Test
  void withoutItsClientAssayCcIsTheCompiler() throws Exception {
    Result result = run(Map.of("ASSAY_CC_COMPILER", "gcc"), "echo 'int f;' >a.c; \"$assay\" cc --only=x -- gcc -c a.c"
        + " && \"$assay\" cc gcc -c a.c -o b.o && \"$assay\" cc -c a.c -o c.o && cmp a.o b.o && cmp a.o c.o");
    assertThat(result.err).isEmpty();
    assertThat(result.status).isZero();
    assertThat(run(Map.of(), "\"$assay\" cc -- gcc -c none.c").status).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "20", "40", "54"})
  void narrowTerminalsCrashNothing(String columns) throws Exception {
    Result result = run(Map.of("LC_ALL", "C.UTF-8", "COLUMNS", columns, "TERM", "dumb"), "\"$assay\" help");
    assertThat(result.err).isEmpty();
    assertThat(result.status).isZero();
    assertThat(result.out).contains("Usage: assay").doesNotContain("\u001b");
  }
}
