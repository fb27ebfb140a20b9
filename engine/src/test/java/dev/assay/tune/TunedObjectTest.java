package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.ObjectCode;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunedObjectTest {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(5), 1 << 24, 4L << 30);
  private static final Way ENTRY =
      new Way.ByEntry(new LibraryEntry("entry", Level.OZ, List.of(), Set.of(), new Vetting(1000, 0)));
  private static final String WHOLE =
      "int f(int x) { return x * 3; }\nstatic int g(void) { return 1; }\n" + "int h(void) { return g(); }\n";

  private static TunedObject object(Way way, String target, String source) throws Exception {
    BoundedProcess.Outcome made =
        BoundedProcess.run(
            List.of(LlvmDistribution.unpack().clang().toString(), "--target=" + target, "-Oz", "-w", "-x", "c", "-c",
                "-o", "-", "-"),
            Path.of("/"), List.of(source.getBytes(StandardCharsets.UTF_8)), LIMITS, Cancellation.never());
    assertThat(made.isSuccess()).as(made.errors()).isTrue();
    return new TunedObject(way, made.output(), ObjectCode.read(made.output()), Optional.empty());
  }

  /** What NewGVN left of a program of csmith's: a main without a single instruction. */
  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "aarch64-linux-gnu", "thumbv7m-none-eabi", "riscv32-unknown-elf"})
  void nothing_may_be_left_out_of_a_function_by_an_entry_alone(String target) throws Exception {
    TunedObject own = object(new Way.Own("-Oz"), target, WHOLE);
    String emptied = WHOLE.replace("return x * 3;", "__builtin_unreachable();");
    assertThat(object(ENTRY, target, emptied).objection(own))
        .contains("leaves nothing of f, as only a miscompilation does");
    assertThat(object(new Way.AtLevel(Level.OS), target, emptied).objection(own)).isEmpty();
    assertThat(object(ENTRY, target, WHOLE).objection(own)).isEmpty();
    assertThat(object(ENTRY, target, "int f(int x) { return x; }").objection(own)).as("others may be gone").isEmpty();
    TunedObject empty = object(new Way.Own("-Oz"), target, emptied);
    assertThat(object(ENTRY, target, emptied).objection(empty)).as("as in the file's own object").isEmpty();
  }
}
