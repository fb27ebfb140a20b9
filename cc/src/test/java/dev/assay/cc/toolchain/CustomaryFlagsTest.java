package dev.assay.cc.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cc.command.CommandLines;
import dev.assay.cc.command.Understood;
import dev.assay.cc.command.Understood.Compile;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import dev.assay.resource.ResourceLines;
import dev.assay.source.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds as others set them up are not left to the compiler: clang can take every flag's place. */
@EnabledOnOs(OS.LINUX)
class CustomaryFlagsTest {
  @TempDir
  private Path folder;

  static List<String> customary() {
    return ResourceLines.of(CustomaryFlagsTest.class, "customary-flags.txt");
  }

  @ParameterizedTest
  @MethodSource("customary")
  void clang_compiles_what_gcc_is_asked_to(String line) throws Exception {
    String[] parts = line.split("\\|");
    String compiler = parts[1].strip();
    assumeTrue(Arrays.stream(System.getenv("PATH").split(":")).anyMatch(one -> Files.exists(Path.of(one, compiler))),
        compiler + " is not installed");
    String name = compiler.endsWith("++") ? "a.cpp" : "a.c";
    Path source = Files.writeString(folder.resolve(name), "int twice(int x) { return 2 * x; }\n");
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(ShellWords.split(parts[2].strip()));
    command.addAll(List.of("-c", source.toString(), "-o", folder.resolve("a.o").toString()));
    Surroundings surroundings = new Surroundings(folder, System.getenv());
    assumeTrue(surroundings.runOwn(command, Cancellation.never()).isSuccess(), "this " + compiler + " refuses them");

    Understood understood = CommandLines.understand(command, folder);
    assertThat(understood).as(understood.toString()).isInstanceOf(Compile.class);
    LlvmDistribution llvm = LlvmDistribution.unpack();
    Toolchains.Stand stand =
        new Toolchains(llvm).of(compiler, (Compile) understood, surroundings, Cancellation.never());
    assertThat(stand.problem()).isEmpty();

    List<String> clang = new ArrayList<>(List.of(llvm.clang().toString()));
    clang.addAll(stand.code());
    clang.addAll(List.of("-Oz", "-Werror=unused-command-line-argument", "-c", "-o", "-", source.toString()));
    BoundedProcess.Outcome made = surroundings.runClang(clang, Cancellation.never());
    assertThat(made.isSuccess()).as(made.errors()).isTrue();
  }
}
