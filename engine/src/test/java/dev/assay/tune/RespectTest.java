package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.clang.UserCompilation;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
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
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source or a command says of functions and objects stays true of tuned ones, by LLVM's own tools. */
class RespectTest {
  private static final LibraryEntry STRONG = new LibraryEntry("strong", Level.OZ,
      List.of("-fno-slp-vectorize", "-mllvm -enable-gvn-hoist", "-mllvm -enable-gvn-sink", "-mllvm -disable-lsr",
          "-mllvm -enable-machine-outliner=always", "-mllvm -ir-outliner", "-mllvm -enable-ipra"),
      Set.of(), new Vetting(1000, 0));
  private static final FunctionPipeline AGAIN = new FunctionPipeline("again",
      "reg2mem,sroa,early-cse,gvn-hoist,gvn-sink,simplifycfg<sink-common-insts>", Set.of(), new Vetting(1000, 0));
  private static final String SOURCE = """
      int outside(int);
      static inline __attribute__((always_inline)) int always(int x) {
        for (int i = 0; i < 9; i++) x = outside(x) * 3 + outside(x ^ i);
        return x;
      }
      static __attribute__((noinline)) int never(int x) { return outside(x * 3) + 1; }
      static int free1(int x) { return outside(outside(x * 5) + 2) + outside(x); }
      __attribute__((optnone, noinline)) int plain(int x) { int a = x; int b = outside(a) + outside(a + 1); return b; }
      __attribute__((naked)) void bare(void) { __asm__("ret"); }
      __attribute__((section(".fast"))) int fast(int x) { return outside(x) + outside(x + 1) * 5; }
      __attribute__((visibility("hidden"))) int hidden(int x) { return never(x) + free1(x + 1) + free1(x); }
      __attribute__((visibility("protected"))) int guarded(int x) { return never(x + 2) + always(x) + free1(x * 2); }
      int other(int x) { return always(x) + always(x + 1) + free1(x) + never(x); }
      int another(int *p, int n) { int r = 0; for (int i = 0; i < n; i++) r += p[i] + outside(p[i]) * 5; return r; }
      """;

  private static final Vetting VETTED = new Vetting(1000, 0);

  @TempDir
  private Path folder;

  private static LlvmDistribution llvm;
  private static LlvmTools tools;
  private static WorkerPool pool;
  private static FileTuner tuner;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
    tools = new LlvmTools(llvm);
    pool = new WorkerPool(WorkerOptions.defaults(), llvm);
    tuner = new FileTuner(pool, new Library(List.of(STRONG), List.of(AGAIN)));
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private UserCompilation compilation(String... more) throws IOException {
    Path source = folder.resolve("respect.c");
    Files.writeString(source, SOURCE);
    List<String> flags = new ArrayList<>(List.of("--target=x86_64-linux-gnu", "-O2", "-fPIC"));
    flags.addAll(List.of(more));
    return new UserCompilation(folder, flags, List.of(), source, Map.of());
  }

  @Test
  void attributes_of_functions_hold_in_the_smallest_object_and_in_one_with_every_change() throws Exception {
    UserCompilation compilation = compilation();
    Tuned tuned =
        tuner.tune(new TuneInput.OfUser(compilation), TuneOptions.STANDARD.searching(60), Cancellation.never()).value()
            .orElseThrow();
    assertThat(tuned.bestSize()).isLessThan(tuned.ownSize());
    String own = Files.write(folder.resolve("own.o"), tuned.own().bytes()).toString();
    String best = Files.write(folder.resolve("best.o"), tuned.best().bytes()).toString();

    List<FunctionChange> changes = LocalSearch.changes(functions(compilation)).stream()
        .filter(change -> change.kind() != FunctionChange.Kind.ALWAYS_INLINE).toList();
    String changed = folder.resolve("changed.o").toString();
    List<String> line = new ArrayList<>(compilation.flags());
    line.addAll(new Way.Changed(new Way.ByEntry(STRONG), changes).arguments());
    line.addAll(List.of("-c", "-o", changed, compilation.source().toString()));
    tools.run("clang", line.toArray(new String[0]));

    for (String object : List.of(best, changed)) {
      String symbols = tools.run("llvm-readobj", "--symbols", "--elf-output-style=GNU", object);
      assertThat(symbols).doesNotContain(" always");
      assertThat(symbols).containsPattern("FUNC +LOCAL +DEFAULT .* never\\n");
      assertThat(symbols).containsPattern("GLOBAL +HIDDEN .* hidden\\n")
          .containsPattern("GLOBAL +PROTECTED .* guarded\\n");
      assertThat(symbols).containsPattern(" 1 +FUNC +GLOBAL +DEFAULT .* bare\\n"); // one byte: ret
      assertThat(tools.run("llvm-objdump", "-d", "-j", ".fast", object)).contains("<fast>:");
      assertThat(tools.body("plain", object)).isEqualTo(tools.body("plain", own)).isNotEmpty();
    }
  }

  @Test
  void frame_pointers_that_the_command_asks_for_stay() throws Exception {
    LibraryEntry entry = new LibraryEntry("frameless", Level.OZ, List.of("-fomit-frame-pointer"), Set.of(), VETTED);
    FileTuner frameless = new FileTuner(llvm, new Library(List.of(entry)));
    UserCompilation asked = frames("-fomit-frame-pointer", "-fno-omit-frame-pointer");
    Tuned kept =
        frameless.tune(new TuneInput.OfUser(asked), TuneOptions.STANDARD, Cancellation.never()).value().orElseThrow();
    assertThat(kept.best().way()).isInstanceOf(Way.AtLevel.class);
    assertThat(kept.trials().getLast().size().getAsLong()).isEqualTo(kept.ozSize());

    UserCompilation free = frames("-fno-omit-frame-pointer", "-fomit-frame-pointer");
    UserCompilation usual = frames();
    for (UserCompilation compilation : List.of(free, usual)) {
      Tuned tuned = frameless.tune(new TuneInput.OfUser(compilation), TuneOptions.STANDARD, Cancellation.never())
          .value().orElseThrow();
      assertThat(tuned.trials().getLast().size().getAsLong()).isLessThan(kept.ozSize());
    }
    SourceFile file =
        new SourceFile(asked.source(), SOURCE.getBytes(StandardCharsets.UTF_8), Optional.of(new CompileCommand(folder,
            List.of("clang", "--target=aarch64-linux-gnu", "-O2", "-fno-omit-frame-pointer", "-c", "respect.c"))));
    assertThat(frameless.tune(new TuneInput.OfWorkspace(file), TuneOptions.STANDARD, Cancellation.never()).value()
        .orElseThrow().trials().getLast().size().getAsLong()).isEqualTo(kept.ozSize());
  }

  /** AArch64's clang keeps a frame pointer in all functions that call, unless told otherwise. */
  private UserCompilation frames(String... more) throws IOException {
    Path source = Files.writeString(folder.resolve("respect.c"), SOURCE);
    List<String> flags = new ArrayList<>(List.of("--target=aarch64-linux-gnu", "-O2"));
    flags.addAll(List.of(more));
    return new UserCompilation(folder, flags, List.of(), source, Map.of());
  }

  private List<ModuleFunction> functions(UserCompilation compilation) throws Exception {
    return ModuleFunction.of(tools.run("clang", "--target=x86_64-linux-gnu", "-Oz", "-Xclang", "-disable-llvm-passes",
        "-S", "-emit-llvm", "-o", "-", compilation.source().toString()));
  }

  @Test
  void the_search_changes_no_function_whose_source_says_how_it_is_inlined() throws Exception {
    List<ModuleFunction> functions = functions(compilation());
    assertThat(functions).extracting(ModuleFunction::name).containsExactlyInAnyOrder("always", "never", "free1",
        "plain", "bare", "fast", "hidden", "guarded", "other", "another");
    ModuleFunction free = functions.stream().filter(one -> one.name().equals("free1")).findFirst().orElseThrow();
    assertThat(free.calls()).isEqualTo(4);
    assertThat(free.isLocal()).isTrue();
    assertThat(free.attributes()).contains("minsize", "optsize");
    assertThat(LocalSearch.changes(functions)).extracting(FunctionChange::function)
        .doesNotContain("always", "never", "plain", "bare").contains("free1");
    assertThat(LocalSearch.changes(functions)).contains(new FunctionChange("free1", FunctionChange.Kind.NOINLINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-fsanitize=address", "-fsanitize=undefined", "--coverage", "-fprofile-arcs", "-pg",
      "-fprofile-instr-generate", "-fcoverage-mapping", "-fprofile-use=hot.profdata", "-fprofile-sample-use=hot.prof",
      "-finstrument-functions", "-fxray-instrument"})
  void what_is_instrumented_or_profiled_stays_as_it_is_and_that_is_said(String flag) throws Exception {
    UserCompilation user = compilation(flag);
    assertThat(tuner.keptAsIs(new TuneInput.OfUser(user)).orElseThrow()).contains(flag);

    SourceFile file = new SourceFile(user.source(), SOURCE.getBytes(StandardCharsets.UTF_8),
        Optional.of(new CompileCommand(folder, List.of("clang", "-O2", flag, "-c", "respect.c"))));
    Tuned tuned = tuner.tune(new TuneInput.OfWorkspace(file), TuneOptions.STANDARD.searching(60), Cancellation.never())
        .value().orElseThrow();
    assertThat(tuned.keptAsIs().orElseThrow()).contains(flag);
    assertThat(tuned.best()).isSameAs(tuned.own());
    assertThat(tuned.trials()).isEmpty();
  }
}
