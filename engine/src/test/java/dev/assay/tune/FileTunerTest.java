package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.clang.UserCompilation;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Processors;
import dev.assay.machine.SpeedEstimate;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tuned objects, against what clang as a program makes with the same flags, from the source and in one go. */
class FileTunerTest {
  private static final LibraryEntry PLAIN =
      new LibraryEntry("plain", Level.OZ, List.of(), Set.of(), new Vetting(1000, 0));
  private static final LibraryEntry FEWER_FLAGS =
      new LibraryEntry(
          "several", Level.OZ, List.of("-mllvm -enable-gvn-hoist", "-mllvm -disable-lsr",
              "-mllvm -bonus-inst-threshold=4", "-fno-vectorize", "-mllvm -simplifycfg-sink-common=true"),
          Set.of(), new Vetting(1000, 0));
  private static final LibraryEntry UNKNOWN =
      new LibraryEntry("unknown", Level.OZ, List.of("-mllvm -no-such-option"), Set.of(), new Vetting(1000, 0));
  private static final LibraryEntry HALF_VETTED =
      new LibraryEntry("half", Level.OZ, List.of("-mllvm -tail-merge-size=1"), Set.of(), new Vetting(10, 0));
  private static final LibraryEntry FOR_ARM =
      new LibraryEntry("arm", Level.OZ, List.of("-mllvm -disable-lsr"), Set.of("arm"), new Vetting(1000, 0));
  private static final Library LIBRARY = new Library(List.of(PLAIN, UNKNOWN, FEWER_FLAGS, HALF_VETTED, FOR_ARM));

  private static LlvmDistribution llvm;
  private static FileTuner tuner;

  @TempDir
  private Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
    tuner = new FileTuner(llvm, LIBRARY);
  }

  private static Path example(String name) {
    return Path.of(System.getProperty("assay.root", ".."), "examples", name).toAbsolutePath().normalize();
  }

  private static UserCompilation compilation(Path source, String... flags) {
    return new UserCompilation(source.getParent(), List.of(flags), List.of(), source,
        Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
  }

  private static Tuned tuned(UserCompilation compilation, TuneOptions options) {
    return tuned(compilation, options, 0);
  }

  /** With so much help. */
  private static Tuned tuned(UserCompilation compilation, TuneOptions options, int processors) {
    Made<Tuned> made = tuner.helpedBy(new Processors(processors)).tune(new TuneInput.OfUser(compilation), options,
        Cancellation.never());
    return made.value().orElseThrow(() -> new AssertionError(made.reason()));
  }

  /** What clang makes of the source by itself. */
  private byte[] clang(UserCompilation compilation, List<String> more) throws Exception {
    Path object = folder.resolve("witness.o");
    List<String> line = new ArrayList<>(List.of(llvm.clang().toString()));
    line.addAll(compilation.flags());
    line.addAll(more);
    line.addAll(List.of("-c", "-o", object.toString(), compilation.source().toString()));
    Process process = new ProcessBuilder(line).directory(compilation.directory().toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(line.toString()).isZero();
    return Files.readAllBytes(object);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer.c", "sort.c", "matrix.c", "text.c"})
  void the_best_is_no_larger_than_any_level_and_is_what_clang_makes_of_the_source(String name) throws Exception {
    UserCompilation compilation = compilation(example(name), "-O2", "-g", "-fPIC", "-std=c11", "-ffunction-sections",
        "-fstack-protector-strong", "-DX=1");
    Tuned tuned = tuned(compilation, TuneOptions.STANDARD.requiring(Tested.VERIFIED), 1);

    assertThat(tuned.bestSize()).isLessThanOrEqualTo(tuned.ownSize()).isLessThanOrEqualTo(tuned.ozSize());
    assertThat(tuned.own().bytes()).isEqualTo(clang(compilation, List.of()));
    assertThat(tuned.oz().orElseThrow().bytes()).isEqualTo(clang(compilation, List.of("-Oz")));
    assertThat(tuned.best().bytes()).isEqualTo(clang(compilation, tuned.best().way().arguments()));
    assertThat(tuned.trials()).extracting(trial -> trial.way().label()).containsExactly("-O2", "-Oz", "-Os",
        "library plain", "library unknown", "library several", "library half");
    long smallest = tuned.trials().stream().filter(trial -> trial.size().isPresent())
        .mapToLong(trial -> trial.size().getAsLong()).min().orElseThrow();
    assertThat(tuned.bestSize()).isEqualTo(smallest);
  }

  /** The witness is the assembly that clang prints: a line for each instruction. */
  @Test
  void a_function_of_which_a_level_leaves_nothing_may_be_left_out_with_options_too() throws IOException {
    Path source = Files.writeString(folder.resolve("a.c"), """
        int empty(int x) { __builtin_unreachable(); }
        int full(int x) { return x * 3; }
        """);
    FileSizes sizes = tuner.sizes(new TuneInput.OfUser(compilation(source, "-O0")));
    assertThat(sizes.own(Cancellation.never()).value().orElseThrow().symbol("empty").orElseThrow().bytes())
        .isPositive();
    long bytes = sizes.with(List.of("-Oz"), Cancellation.never()).value().orElseThrow().bytes();
    assertThat(sizes.with(List.of("-Oz", "-fno-vectorize"), Cancellation.never()).value().orElseThrow().bytes())
        .isEqualTo(bytes);
  }

  @Test
  void the_fewest_instructions_are_kept_where_those_are_what_counts() throws Exception {
    UserCompilation compilation = compilation(example("sort.c"), "-O2", "-falign-loops=1");
    Tuned tuned = tuned(compilation, TuneOptions.STANDARD.by(Objective.INSTRUCTIONS).requiring(Tested.VERIFIED));

    assertThat(tuned.ownSize()).isEqualTo(printed(compilation, List.of()));
    assertThat(tuned.ozSize()).isEqualTo(printed(compilation, List.of("-Oz")));
    assertThat(tuned.bestSize())
        .isEqualTo(printed(compilation, tuned.best().way().arguments())).isEqualTo(tuned.trials().stream()
            .filter(trial -> trial.size().isPresent()).mapToLong(trial -> trial.size().getAsLong()).min().orElseThrow())
        .isLessThan(tuned.ownSize());
  }

  private long printed(UserCompilation compilation, List<String> more) throws Exception {
    List<String> flags = new ArrayList<>(more);
    flags.addAll(List.of("-S", "-fno-verbose-asm", "-Qunused-arguments"));
    return new String(clang(compilation, flags), StandardCharsets.UTF_8).lines()
        .filter(line -> line.matches("\\t[a-z].*")).count();
  }

  @Test
  void what_is_smaller_may_execute_more_and_its_estimate_says_so() throws Exception {
    Path source = folder.resolve("copies.c");
    Files.writeString(source, """
        int g(int, int, int);
        int plain(int x) { return x * 5; }
        int a(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 3; }
        int b(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 5; }
        int c(int x) { return g(x, 111111, 222222) + g(x + 1, 333333, 444444) * 9; }
        """);
    FileTuner outlining = new FileTuner(llvm, new Library(List.of(new LibraryEntry("outlined", Level.OZ,
        List.of("-mllvm -enable-machine-outliner=always"), Set.of(), new Vetting(1000, 0)))));
    TuneInput input = new TuneInput.OfUser(compilation(source, "-Oz", "--target=x86_64-linux-gnu"));
    Tuned tuned = outlining.tune(input, TuneOptions.STANDARD, Cancellation.never()).value().orElseThrow();
    assertThat(tuned.best().way().label()).isEqualTo("library outlined");
    SpeedEstimate speed = outlining.speed(input, tuned, Cancellation.never()).value().orElseThrow();

    assertThat(speed.ratio("plain").orElseThrow()).isEqualTo(1);
    for (String function : List.of("a", "b", "c")) {
      // A call and a return for each outlined part, and nothing else.
      double more = speed.after().get(function) - speed.before().get(function);
      assertThat(more).isGreaterThanOrEqualTo(1).isLessThanOrEqualTo(4);
    }
    assertThat(speed.ratio().orElseThrow()).isGreaterThan(1);
    Tuned none = outlining.tune(new TuneInput.OfUser(compilation(source, "-Oz", "--target=x86_64-apple-macos13")),
        TuneOptions.STANDARD, Cancellation.never()).value().orElseThrow();
    assertThat(outlining.speed(new TuneInput.OfUser(compilation(source, "-Oz", "--target=x86_64-apple-macos13")), none,
        Cancellation.never()).reason()).startsWith("its speed is not estimated");
  }

  @Test
  void equal_functions_become_one_and_clang_makes_the_same_of_the_source() throws Exception {
    Path source = folder.resolve("equal.c");
    String body = "(int x) { for (int i = 0; i < x; i++) { x += g(i * x, 1111, 2222); } return x ^ 77; }\n";
    Files.writeString(source, "int g(int, int, int);\nint a" + body + "int b" + body + "int c" + body);
    FileTuner merging = new FileTuner(llvm, new Library(List.of(
        new LibraryEntry("merged", Level.OZ, List.of("-Xclang -fmerge-functions"), Set.of(), new Vetting(1000, 0)))));
    UserCompilation compilation = compilation(source, "-Oz", "--target=x86_64-linux-gnu");
    Tuned tuned = merging.tune(new TuneInput.OfUser(compilation), TuneOptions.STANDARD, Cancellation.never()).value()
        .orElseThrow();

    assertThat(tuned.best().way().label()).isEqualTo("library merged");
    assertThat(tuned.bestSize()).isLessThan(tuned.ozSize() * 2 / 3);
    assertThat(tuned.best().bytes()).isEqualTo(clang(compilation, List.of("-Oz", "-Xclang", "-fmerge-functions")));
  }

  @Test
  void equal_sizes_go_to_the_earlier_way_and_what_clang_refuses_costs_that_way_alone() throws Exception {
    Path source = folder.resolve("small.c");
    Files.writeString(source, "int f(int x) { return x + 1; }\n");
    Tuned tuned = tuned(compilation(source, "-Oz"), TuneOptions.STANDARD.without(Set.of(FEWER_FLAGS.id())));

    assertThat(tuned.best().way()).isEqualTo(new Way.Own("-Oz"));
    Trial refused = tuned.trials().getLast();
    assertThat(refused.way().label()).isEqualTo("library unknown");
    assertThat(refused.size()).isEmpty();
    assertThat(refused.problem()).contains("no-such-option");
  }

  @Test
  void quickly_the_first_entries_alone_are_tried() {
    Vetting vetting = new Vetting(1000, 0);
    List<LibraryEntry> entries = Stream.of("a", "b", "c", "d", "e")
        .map(id -> new LibraryEntry(id, Level.OZ, FEWER_FLAGS.options(), Set.of(), vetting)).toList();
    OptionPool pool = new OptionPool("pool", FEWER_FLAGS.options(), Set.of(), vetting);
    FileTuner small = new FileTuner(llvm, new Library(entries, List.of(pool), List.of()));
    TuneInput input = new TuneInput.OfUser(compilation(example("tokenizer.c"), "-Oz"));

    Tuned quick =
        small.tune(input, TuneOptions.STANDARD.with(Effort.QUICK), Cancellation.never()).value().orElseThrow();
    assertThat(quick.trials()).map(trial -> trial.way().label()).containsExactly("-Oz", "-Os", "library a", "library b",
        "library c", "library d");
    Tuned full = small.tune(input, TuneOptions.STANDARD, Cancellation.never()).value().orElseThrow();
    assertThat(full.trials()).map(trial -> trial.way().label()).contains("library e");
    assertThat(full.bestSize()).isLessThanOrEqualTo(quick.bestSize());
  }

  @Test
  void threads_and_repetition_make_no_difference() {
    UserCompilation compilation = compilation(example("tokenizer.c"), "-Os");
    Tuned once = tuned(compilation, TuneOptions.STANDARD);
    Tuned again = tuned(compilation, TuneOptions.STANDARD, 3);

    assertThat(again.best().bytes()).isEqualTo(once.best().bytes());
    assertThat(again.trials()).isEqualTo(once.trials());
  }

  @Test
  void the_local_search_goes_on_from_the_smallest_and_clang_makes_the_same_of_the_source() throws Exception {
    UserCompilation compilation = compilation(example("tokenizer.c"), "-O2", "-g");
    Tuned before = tuned(compilation, TuneOptions.STANDARD);
    Tuned searched = tuned(compilation, TuneOptions.STANDARD.searching(25));

    assertThat(searched.best().way()).isInstanceOf(Way.Changed.class);
    assertThat(searched.bestSize()).isLessThan(before.bestSize());
    assertThat(searched.best().way().tested()).isEqualTo(Tested.VETTED);
    assertThat(searched.trials().subList(0, before.trials().size())).isEqualTo(before.trials());
    assertThat(searched.trials()).hasSize(before.trials().size() + 1);
    assertThat(searched.best().bytes()).isEqualTo(clang(compilation, searched.best().way().arguments()));
    assertThat(tuned(compilation, TuneOptions.STANDARD.searching(25), 2).best().bytes())
        .isEqualTo(searched.best().bytes());
  }

  @Test
  void options_of_a_pool_are_mixed_into_the_smallest_and_clang_makes_the_same_of_the_source() throws Exception {
    UserCompilation compilation = compilation(example("tokenizer.c"), "-O2", "-g");
    OptionPool pool = new OptionPool("mix",
        List.of("-mllvm -no-such-option", "-mllvm -jump-threading-threshold=0", "-mllvm -bonus-inst-threshold=0",
            "-mllvm -disable-x86-lea-opt", "-mllvm -disable-machine-licm", "-mllvm -enable-load-pre=false",
            "-mllvm -tail-merge-size=1", "-mllvm -inline-threshold=50"),
        Set.of(), new Vetting(1000, 0));
    Library library = new Library(List.of(PLAIN, FEWER_FLAGS), List.of(pool), List.of());
    tuner = new FileTuner(llvm, library);
    Tuned before = tuned(compilation, TuneOptions.STANDARD.without(Set.of("mix")));
    Tuned mixed = tuned(compilation, TuneOptions.STANDARD);

    assertThat(mixed.best().way()).isInstanceOf(Way.Mixed.class);
    assertThat(mixed.bestSize()).isLessThan(before.bestSize());
    assertThat(mixed.trials().subList(0, before.trials().size())).isEqualTo(before.trials());
    assertThat(mixed.best().way().tested()).isEqualTo(Tested.VETTED);
    assertThat(mixed.best().bytes()).isEqualTo(clang(compilation, mixed.best().way().arguments()));
    assertThat(tuned(compilation, TuneOptions.STANDARD, 2).best().bytes()).isEqualTo(mixed.best().bytes());

    // A set that has more than the pool's options was never tried.
    LibraryEntry elsewhere = new LibraryEntry("more", Level.OZ,
        Stream.concat(mixed.best().way().options().stream().skip(1), Stream.of("-mllvm -replexitval=never")).toList(),
        Set.of(), new Vetting(1000, 0));
    tuner = new FileTuner(llvm, new Library(List.of(elsewhere), List.of(pool), List.of()));
    assertThat(tuned(compilation, TuneOptions.STANDARD).trials()).extracting(trial -> trial.way().label())
        .noneMatch(label -> label.contains("changed"));
    assertThat(tuned(compilation, TuneOptions.STANDARD.requiring(Tested.VERIFIED)).best().way().tested())
        .isEqualTo(Tested.VERIFIED);
    tuner = new FileTuner(llvm, LIBRARY);
  }

  @Test
  void what_is_not_vetted_enough_or_left_out_is_not_tried() {
    UserCompilation compilation = compilation(example("crc.c"), "-Os");
    assertThat(tuned(compilation, TuneOptions.STANDARD.without(Set.of("several", "unknown"))).trials())
        .extracting(trial -> trial.way().label()).containsExactly("-Os", "-Oz", "library plain");
  }

  @Test
  void entries_of_another_machine_are_not_tried_and_the_target_is_the_flags_one() {
    UserCompilation compilation =
        compilation(example("crc.c"), "-Os", "--target=thumbv7em-none-eabi", "-ffreestanding");
    Tuned tuned = tuned(compilation, TuneOptions.STANDARD);
    assertThat(tuned.target()).startsWith("thumbv7em-");
    assertThat(tuned.trials()).extracting(trial -> trial.way().label()).contains("library arm");
  }

  @ParameterizedTest
  @CsvSource({"-fsanitize=address,instrumented", "--coverage,instrumented", "-O0,no optimisation",
      "-flto=thin,when it is linked", "-fprofile-use=x,profile"})
  void what_is_instrumented_profiled_or_not_optimised_is_left_to_the_compiler(String flag, String reason) {
    TuneInput input = new TuneInput.OfUser(compilation(example("crc.c"), "-O2", flag));
    assertThat(tuner.keptAsIs(input).orElseThrow()).contains(reason).contains(flag);
    assertThat(tuner.tune(input, TuneOptions.STANDARD, Cancellation.never()).reason()).contains(reason);
  }

  @Test
  void instrumentation_that_is_taken_back_counts_for_nothing() {
    assertThat(KeptAsIs.reason(List.of("-fsanitize=address", "-fno-sanitize=address"))).isEmpty();
    assertThat(KeptAsIs.reason(List.of("-fno-sanitize=address", "-fsanitize=address"))).isPresent();
    assertThat(KeptAsIs.reason(List.of("-O2", "-pthread", "-fPIC", "-g", "-pipe"))).isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "code is run on this machine")
  void what_is_to_be_executed_is_run_and_what_cannot_be_run_stays_as_it_is_or_is_clangs() throws Exception {
    String source = """
        int g(int);
        static int h(int x) { int r = 0; for (int i = 0; i < 5; i++) r += g(x + i) * 3; return r; }
        int f(int *p, int n) { int r = h(n) + h(n + 1); for (int i = 0; i < (n & 15); i++) r += p[i]; return r; }
        """;
    Path file = folder.resolve("executed.c");
    Files.writeString(file, source);
    String[] flags = {"-O2", "--target=x86_64-linux-gnu"};
    TuneOptions options = TuneOptions.STANDARD.requiring(Tested.EXECUTED).searching(10);
    Tuned tuned = tuned(compilation(file, flags), options);
    assertThat(tuned.bestSize()).isLessThan(tuned.ownSize());
    if (!(tuned.best().way() instanceof Way.AtLevel)) {
      assertThat(tuned.tested()).isEqualTo(Tested.EXECUTED);
      assertThat(tuned.execution().orElseThrow().same()).containsExactly("f");
    }
    TuneInput input = new TuneInput.OfUser(compilation(file, flags));
    assertThat(tuner.execute(input, tuned, Cancellation.never()).value().orElseThrow().isComplete()).isTrue();

    Files.writeString(file, source + "int v(int n, ...) { return h(n); }\n");
    Tuned kept = tuned(compilation(file, flags), options);
    assertThat(kept.best().way()).isInstanceOfAny(Way.Own.class, Way.AtLevel.class);
    assertThat(tuner.execute(input, kept, Cancellation.never()).value().orElseThrow().notRun()).containsKey("v");

    TuneInput elsewhere = new TuneInput.OfUser(compilation(file, "-O2", "--target=thumbv7em-none-eabi"));
    Tuned arm = tuner.tune(elsewhere, options, Cancellation.never()).value().orElseThrow();
    assertThat(tuner.execute(elsewhere, arm, Cancellation.never()).reason()).contains("Linux on x86-64");
  }

  @Test
  void side_flags_go_to_the_first_compilation_alone() {
    Path dependencies = folder.resolve("a.d");
    UserCompilation compilation = new UserCompilation(folder, List.of("-O2"),
        List.of("-MD", "-MF", dependencies.toString(), "-MT", "a.o"), example("crc.c"), System.getenv());
    tuned(compilation, TuneOptions.STANDARD);
    assertThat(dependencies).content().startsWith("a.o:").contains("crc.c");
  }

  @Test
  void a_file_that_clang_refuses_is_a_sentence() throws Exception {
    Path broken = folder.resolve("broken.c");
    Files.writeString(broken, "int f( {\n");
    Made<Tuned> made =
        tuner.tune(new TuneInput.OfUser(compilation(broken, "-O2")), TuneOptions.STANDARD, Cancellation.never());
    assertThat(made.value()).isEmpty();
    assertThat(made.reason()).contains("broken.c:1");
  }

  @Test
  void a_workspace_file_counts_with_its_unsaved_text_and_its_allowed_flags() throws Exception {
    Path path = folder.resolve("unsaved.c");
    String text = Files.readString(example("tokenizer.c"));
    SourceFile source = new SourceFile(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Optional.of(new CompileCommand(folder, List.of("clang", "-O2", "-fplugin=evil.so", "-c", "unsaved.c"))));
    Made<Tuned> kept = tuner.tune(new TuneInput.OfWorkspace(source), TuneOptions.STANDARD, Cancellation.never());
    assertThat(kept.value().orElseThrow().keptAsIs().orElseThrow()).contains("-fplugin=evil.so");

    SourceFile plain = new SourceFile(path, source.content(),
        Optional.of(new CompileCommand(folder, List.of("clang", "-O2", "-c", "unsaved.c"))));
    Tuned tuned =
        tuner.tune(new TuneInput.OfWorkspace(plain), TuneOptions.STANDARD.by(Objective.LOADED), Cancellation.never())
            .value().orElseThrow();
    Files.writeString(path, text);
    byte[] witness = clang(compilation(path, "-O2"), tuned.best().way().arguments());
    assertThat(tuned.best().code()).isEqualTo(dev.assay.object.ObjectCode.read(witness));
    assertThat(tuned.bestSize()).isLessThanOrEqualTo(tuned.ozSize());
  }
}
