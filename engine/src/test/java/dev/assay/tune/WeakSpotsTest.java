package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bundle.LibraryPart;
import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.process.BoundedProcess;
import dev.assay.wire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs about what the library's options have a name for getting wrong, built with every entry, with some of every
 * pool's sets, and with one of the pipelines after each, and run: what they print is what they print at -O0. For other
 * machines with QEMU, where it and their compilers are installed.
 */
class WeakSpotsTest {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(5), 1L << 24, 4L << 30);
  private static final Path PROGRAMS = Path.of(System.getProperty("assay.root", ".."), "engine/src/test/weakspots");

  private static final int SETS = 10;

  @TempDir
  private Path folder;

  private static LlvmDistribution llvm;
  private static WorkerPool pool;
  private static Library library;

  /** A machine to build for, and to run on. */
  enum Machine {
    X86_64("x86_64", "--target=x86_64-linux-gnu", "gcc", ""),
    AARCH64("aarch64", "--target=aarch64-linux-gnu -idirafter /usr/aarch64-linux-gnu/include", "aarch64-linux-gnu-gcc",
        "qemu-aarch64"),
    THUMB("arm", "--target=thumbv7em-linux-gnueabihf -mcpu=cortex-m4 -idirafter /usr/arm-linux-gnueabihf/include",
        "arm-linux-gnueabihf-gcc", "qemu-arm"),
    RISCV64("riscv64", "--target=riscv64-linux-gnu -idirafter /usr/riscv64-linux-gnu/include", "riscv64-linux-gnu-gcc",
        "qemu-riscv64");

    private final String family;
    private final String flags;
    private final String linker;
    private final String runner;

    Machine(String family, String flags, String linker, String runner) {
      this.family = family;
      this.flags = flags;
      this.linker = linker;
      this.runner = runner;
    }

    private boolean isThere() {
      boolean runs = runner.isEmpty() ? System.getProperty("os.arch").equals("amd64") : isInstalled(runner);
      return runs && isInstalled(linker);
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
    pool = new WorkerPool(WorkerOptions.defaults(), llvm);
    library = LibraryPart.inFile(Path.of(System.getProperty("assay.root", ".."), "models/library.json"));
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  static Stream<Arguments> cases() {
    return Stream.of(Machine.values())
        .flatMap(machine -> Stream
            .of("hoist-sink.c", "setjmp.c", "shrink-wrap.c", "protector.c", "unwinding.cpp", "merged.cpp")
            .map(program -> Arguments.of(program, machine)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void every_entry_and_every_pipeline_makes_what_prints_the_same(String program, Machine machine) throws Exception {
    assumeTrue(machine.isThere(), machine.linker + " and " + machine.runner + " are needed");
    Library ofMachine = library.forTarget(machine.family + "-linux-gnu");
    List<LibraryEntry> ofLibrary = ofMachine.entries();
    assumeTrue(!ofLibrary.isEmpty() || machine == Machine.X86_64, "the library has no entries for " + machine.family);
    List<LibraryEntry> entries = new ArrayList<>(ofLibrary);
    for (Level level : List.of(Level.O2, Level.OS, Level.OZ)) {
      entries.add(new LibraryEntry(level.flag(), level, List.of(), Set.of(), Vetting.NONE));
    }
    for (OptionPool options : ofMachine.pools()) {
      LongStream.range(0, SETS).mapToObj(options::random).forEach(entries::add);
    }
    String expected = printed(object(program, machine, List.of("-O0")), machine);
    assertThat(expected).isNotEmpty().doesNotContain("not caught");
    Map<String, String> byObject = new HashMap<>();
    List<FunctionPipeline> pipelines = ofMachine.pipelines();
    int next = 0;
    for (LibraryEntry entry : entries) {
      check(entry.id(), object(program, machine, entry.arguments()), byObject, program, machine, expected);
      if (!pipelines.isEmpty()) {
        FunctionPipeline pipeline = pipelines.get(next++ % pipelines.size());
        List<String> printing = new ArrayList<>(entry.arguments());
        printing.add("-emit-llvm");
        byte[] object = code(object(program, machine, printing), machine, entry.arguments(), pipeline);
        check(entry.id() + ", then " + pipeline.id(), object, byObject, program, machine, expected);
      }
    }
  }

  private void check(String name, byte[] object, Map<String, String> byObject, String program, Machine machine,
      String expected) throws IOException {
    String text = new String(object, StandardCharsets.ISO_8859_1);
    if (program.equals("protector.c")) {
      assertThat(text).as(name).contains("__stack_chk_fail");
    }
    String known = byObject.get(text);
    String printed = known != null ? known : printed(object, machine);
    byObject.put(text, printed);
    assertThat(printed).as(name).isEqualTo(expected);
  }

  private static List<String> clang(Machine machine) {
    List<String> line = new ArrayList<>(List.of(llvm.clang().toString(), "-fno-crash-diagnostics", "-w"));
    line.addAll(List.of(machine.flags.split(" ")));
    return line;
  }

  private byte[] object(String program, Machine machine, List<String> arguments) throws IOException {
    Path source = PROGRAMS.resolve(program).toAbsolutePath().normalize();
    List<String> line = clang(machine);
    try (Stream<String> lines = Files.lines(source)) {
      lines.limit(1).filter(first -> first.startsWith("// FLAGS: "))
          .forEach(first -> line.addAll(List.of(first.substring("// FLAGS: ".length()).split(" "))));
    }
    line.addAll(arguments);
    line.addAll(List.of("-c", "-o", "-", source.toString()));
    return run(line, List.of()).output();
  }

  /** The object in which every function has the pipeline's passes. */
  private byte[] code(byte[] ir, Machine machine, List<String> arguments, FunctionPipeline pipeline)
      throws IOException {
    Made<Reply.Treated> treated = new FunctionPasses(pool).run(ir, List.of(pipeline.onAll()), Cancellation.never());
    assertThat(treated.value()).as(treated.reason()).isPresent();
    List<String> line = clang(machine);
    line.addAll(arguments);
    line.addAll(FunctionPasses.CODE_ALONE);
    line.addAll(List.of("-Qunused-arguments", "-x", "ir", "-c", "-o", "-", "-"));
    return run(line, List.of(treated.value().get().bitcode())).output();
  }

  private String printed(byte[] object, Machine machine) throws IOException {
    Path file = Files.write(folder.resolve("a.o"), object);
    Path program = folder.resolve("a");
    List<String> line = new ArrayList<>(List.of(machine.linker, "-o", program.toString(), file.toString()));
    if (machine.runner.isEmpty()) {
      line.add("-l:libstdc++.so.6"); // which is there without the compiler for C++
    } else {
      line.addAll(List.of("-static", "-Wl,--no-warn-mismatch", "-lstdc++")); // Cortex-M code, Cortex-A library
    }
    run(line, List.of());
    return new String(
        run(machine.runner.isEmpty() ? List.of(program.toString()) : List.of(machine.runner, program.toString()),
            List.of()).output(),
        StandardCharsets.UTF_8);
  }

  private BoundedProcess.Outcome run(List<String> line, List<byte[]> input) throws IOException {
    BoundedProcess.Outcome outcome = BoundedProcess.run(line, folder, input, LIMITS, Cancellation.never());
    assertThat(outcome.isSuccess()).as(String.join(" ", line) + "\n" + outcome.errors()).isTrue();
    return outcome;
  }
}
