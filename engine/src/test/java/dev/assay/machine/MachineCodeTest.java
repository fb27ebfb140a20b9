package dev.assay.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions and block frequencies, against GNU objdump, llvm-readobj, and counts by hand. */
class MachineCodeTest {
  private static final String SOURCE = """
      int other(int);
      static __attribute__((noinline)) int helper(int x) { return x * 7 + 3; }
      static __attribute__((noinline)) int twice(int x) { return helper(x) + helper(x + 1); }
      int rare(int x) { if (__builtin_expect_with_probability(x > 9, 1, 0.125)) other(helper(x)); return twice(x) + 1; }
      int loop(int *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += helper(p[i]) + other(i); return s; }
      int table(int x) {
        switch (x) {
          case 1: return 5; case 2: return other(2); case 3: return 17; case 4: return other(9); case 5: return 3;
        }
        return 0;
      }
      int counter;
      void atomic(void) { __atomic_fetch_add(&counter, 1, __ATOMIC_SEQ_CST); }
      """;

  @TempDir
  private Path folder;

  private static LlvmDistribution llvm;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
  }

  private String output(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  private byte[] compiled(String source, String target, List<String> flags) throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), source);
    List<String> line = new ArrayList<>(
        List.of(llvm.clang().toString(), "--target=" + target, "-c", "-o", folder.resolve("a.o").toString()));
    line.addAll(flags);
    line.add(file.toString());
    output(line);
    return Files.readAllBytes(folder.resolve("a.o"));
  }

  private static MachineCode code(byte[] object) {
    return new Disassembler(llvm).read(object, Cancellation.never()).value().orElseThrow();
  }

  @Test
  void instructions_that_were_counted_by_hand() throws Exception {
    byte[] object = compiled("""
        __asm__(".globl three\\n.type three,@function\\nthree: incl %eax\\n lock incl (%rdi)\\n ret\\n"
                ".p2align 4\\n.globl two\\n.type two,@function\\ntwo: nop\\n jmp three\\n.p2align 4\\n");
        """, "x86_64-linux-gnu", List.of());
    assertThat(code(object).counts()).containsExactlyInAnyOrderEntriesOf(Map.of("three", 3L, "two", 2L));
    assertThat(code(object).count()).isEqualTo(5);
  }

  /** GNU's disassembler knows this machine alone. */
  @ParameterizedTest
  @ValueSource(strings = {"-O2", "-Oz", "-Oz -ffunction-sections", "-O3 -mavx2"})
  void as_many_instructions_as_gnu_objdump_prints(String flags) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/objdump")) && System.getProperty("os.arch").equals("amd64"),
        "GNU objdump for x86-64 is the witness");
    byte[] object = compiled(SOURCE, "x86_64-linux-gnu", List.of(flags.split(" ")));
    Map<String, List<String>> lines = new TreeMap<>();
    String name = "";
    String gnu = output(List.of("/usr/bin/objdump", "-d", "--no-show-raw-insn", folder.resolve("a.o").toString()));
    for (String line : gnu.lines().toList()) {
      Matcher label = Pattern.compile("[0-9a-f]+ <(.*)>:").matcher(line);
      if (label.matches()) {
        name = label.group(1);
      } else if (line.matches(" +[0-9a-f]+:\\t.*")) {
        lines.computeIfAbsent(name, absent -> new ArrayList<>()).add(line);
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    lines.forEach((function, all) -> {
      while (all.getLast().matches(".*\\b(nop|xchg +%ax,%ax).*")) {
        all.removeLast();
      }
      counts.put(function, (long) all.size());
    });
    assertThat(code(object).counts()).isEqualTo(counts).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "i686-linux-gnu", "aarch64-linux-gnu", "thumbv7em-none-eabi",
      "riscv32-unknown-elf", "riscv64-unknown-elf"})
  void callees_are_found_however_the_assembler_writes_them_and_each_instruction_is_in_a_block(String target)
      throws Exception {
    for (List<String> flags : List.of(List.of("-Oz"), List.of("-O2", "-ffunction-sections", "-falign-loops=1"))) {
      List<String> all = new ArrayList<>(flags);
      all.addAll(SpeedEstimate.FLAGS);
      byte[] object = compiled(SOURCE, target, all);
      MachineCode code = code(object);
      Map<String, Double> executed = SpeedEstimate.executed(object, code);
      Map<String, List<BlockFrequencies.Block>> blocks = BlockFrequencies.of(object);
      for (MachineCode.Function function : code.functions()) {
        long inBlocks = blocks.get(function.name()).stream()
            .mapToLong(block -> function.between(block.start(), block.end()).size()).sum();
        assertThat(inBlocks).as(function.name()).isEqualTo(function.instructions().size());
      }
      // Straight-line code: what the call of twice executes is its own instructions, and helper's two times.
      Map<String, Long> counts = code.counts();
      assertThat(executed.get("helper")).isEqualTo(counts.get("helper").doubleValue());
      assertThat(executed.get("twice")).isEqualTo(counts.get("twice") + 2.0 * counts.get("helper"));
      assertThat(executed.get("rare")).isGreaterThan(executed.get("twice"))
          .isLessThan(counts.get("rare") + executed.get("twice") + 0.2 * executed.get("helper"));
      assertThat(executed.get("loop")).isGreaterThan(10.0 * counts.get("helper"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "aarch64-linux-gnu"})
  void blocks_and_frequencies_are_those_that_llvm_readobj_prints(String target) throws Exception {
    List<String> flags = new ArrayList<>(List.of("-O2", "-ffunction-sections", "-falign-loops=1"));
    flags.addAll(SpeedEstimate.FLAGS);
    byte[] object = compiled(SOURCE, target, flags);
    Path tool = llvm.clang().resolveSibling("llvm-readobj");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    String text = output(List.of(tool.toString(), "--bb-addr-map", folder.resolve("a.o").toString()));
    Map<String, List<BlockFrequencies.Block>> blocks = BlockFrequencies.of(object);
    int functions = 0;
    for (String part : text.split("Function \\{")) {
      Matcher name = Pattern.compile("\\sName: (\\S+)").matcher(part);
      if (!name.find()) {
        continue;
      }
      functions++;
      List<Long> sizes = numbers(part, "Size: 0x([0-9A-F]+)", 16);
      List<Long> frequencies = numbers(part, "Frequency: (\\d+)", 10);
      List<BlockFrequencies.Block> own = blocks.get(name.group(1));
      assertThat(own).as(name.group(1)).hasSameSizeAs(sizes).hasSameSizeAs(frequencies);
      for (int i = 0; i < own.size(); i++) {
        assertThat(own.get(i).end() - own.get(i).start()).isEqualTo(sizes.get(i));
        assertThat(own.get(i).perCall()).isCloseTo((double) frequencies.get(i) / frequencies.getFirst(), within(1e-9));
      }
    }
    assertThat(functions).isEqualTo(6);
    List<BlockFrequencies.Block> rare = blocks.get("rare");
    assertThat(rare).anySatisfy(block -> assertThat(block.perCall()).isCloseTo(0.125, within(1e-3)));
  }

  private static List<Long> numbers(String text, String pattern, int radix) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> Long.parseLong(match.group(1), radix))
        .toList();
  }

  @Test
  void an_estimate_compares_functions_that_both_have() {
    SpeedEstimate estimate = new SpeedEstimate(Map.of("a", 10.0, "b", 8.0, "gone", 3.0), Map.of("a", 20.0, "b", 4.0));
    assertThat(estimate.ratio("a").orElseThrow()).isEqualTo(2);
    assertThat(estimate.ratio("gone")).isEmpty();
    assertThat(estimate.ratio().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(new SpeedEstimate(Map.of(), Map.of()).ratio()).isEmpty();
  }

  @Test
  void what_is_no_object_and_what_has_no_frequencies_is_said() throws Exception {
    assertThat(new Disassembler(llvm).read("no object".getBytes(StandardCharsets.UTF_8), Cancellation.never()).reason())
        .startsWith("instructions cannot be counted");
    assertThat(BlockFrequencies.of(compiled(SOURCE, "x86_64-linux-gnu", List.of("-Oz")))).isEmpty();
  }
}
