package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildsTest {
  @TempDir
  private Path folder;

  private FileBuild build(Builds builds, String text, String flag) {
    SourceFile file = new SourceFile(folder.resolve("f.c"), text.getBytes(StandardCharsets.UTF_8),
        Optional.of(CompileCommand.ofFlags(folder, List.of(flag))));
    return builds.of(file, ReadResult.of(List.of(), List.of()));
  }

  /** Counts the calls of a clang that notes each. */
  @Test
  void flagsAreAskedAboutOnceForAllTexts() throws IOException {
    assumeThat(File.separatorChar).as("a shell script").isEqualTo('/');
    LlvmDistribution llvm = LlvmDistribution.unpack();
    Path calls = Files.createFile(folder.resolve("calls"));
    Path noting = Files.writeString(folder.resolve("clang"),
        "#!/bin/sh\necho call >>'" + calls + "'\nexec '" + llvm.clang() + "' \"$@\"\n");
    assertThat(noting.toFile().setExecutable(true)).isTrue();
    LlvmDistribution noted = new LlvmDistribution(llvm.folder(), noting, llvm.library());
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), noted)) {
      Builds builds = new Builds(pool);
      Files.writeString(calls, "");
      assertThat(build(builds, "int f;", "-O2").machine(Level.OZ, Cancellation.never()).value()).isPresent();
      assertThat(build(builds, "int f;", "-O2").passes(Level.OZ, Cancellation.never()).value()).isPresent();
      assertThat(Files.readAllLines(calls)).as("machine and passes are one question").hasSize(1);
      FileBuild edited = build(builds.by(OwnCompiler.NONE), "int g;", "-O2");
      assertThat(edited.machine(Level.OZ, Cancellation.never()).value()).isPresent();
      assertThat(Files.readAllLines(calls)).as("the answer is the same for another text").hasSize(1);
      assertThat(build(builds, "int f;", "-march=x86-64-v3").machine(Level.OZ, Cancellation.never()).value())
          .isPresent();
      assertThat(Files.readAllLines(calls)).as("other flags are another question").hasSize(2);
    }
  }
}
