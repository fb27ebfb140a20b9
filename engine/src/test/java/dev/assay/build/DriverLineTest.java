package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.clang.CCompiler;
import dev.assay.clang.ClangTask;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import dev.assay.wire.TargetMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clang says of its machine while it prints passes is what its driver says when it is asked for that alone. */
class DriverLineTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-w", "-march=x86-64-v3 -fno-pic -mcmodel=large",
      "--target=thumbv7em-none-eabi -mcpu=cortex-m4", "--target=aarch64-linux-gnu -mcpu=cortex-a53+crc",
      "--target=riscv32-unknown-elf -march=rv32imac -mabi=ilp32", "-I$dir/with\"quote -DX=a\\b"})
  void bothSayTheSame(String flags) throws IOException {
    CCompiler clang = new CCompiler(LlvmDistribution.unpack());
    SourceFile file = new SourceFile(folder.resolve("f.c"), new byte[0],
        Optional.of(CompileCommand.ofFlags(folder, Arrays.asList(flags.split(" ")))));
    for (Level level : new Level[]{Level.O0, Level.O2, Level.OZ}) {
      Optional<TargetMachine> driven = DriverLine.machine(messages(clang, file, ClangTask.driver(level.flag())), level);
      assertThat(driven).isPresent();
      assertThat(DriverLine.machine(messages(clang, file, ClangTask.passes(level.flag())), level)).isEqualTo(driven);
    }
  }

  private static String messages(CCompiler clang, SourceFile file, ClangTask task) {
    return clang.run(file, task, Cancellation.never()).messages();
  }
}
