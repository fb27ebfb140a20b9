package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.clang.UserCompilation;
import dev.assay.clang.UserCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Processors;
import dev.assay.concurrent.Tasks;
import dev.assay.machine.Disassembler;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes for single functions; the witnesses are clang as a program and llvm-objdump. */
class FunctionSearchTest {
  private static final Vetting VETTED = new Vetting(1000, 0);
  private static final LibraryEntry ENTRY =
      new LibraryEntry("entry", Level.OZ, List.of("-mllvm -disable-lsr"), Set.of(), VETTED);
  /** What stands before the call need not wait for the branch that decides on it. */
  private static final FunctionPipeline SPECULATE =
      new FunctionPipeline("speculate", "speculative-execution,simplifycfg", Set.of(), VETTED);
  private static final FunctionPipeline LARGER = new FunctionPipeline("larger", "reg2mem", Set.of(), VETTED);
  private static final FunctionPipeline REFUSED = new FunctionPipeline("refused", "no-such-pass", Set.of(), VETTED);
  private static final FunctionPipeline FOR_ARM =
      new FunctionPipeline("arm", SPECULATE.passes(), Set.of("arm"), VETTED);
  private static final FunctionPipeline UNVETTED =
      new FunctionPipeline("unvetted", SPECULATE.passes(), Set.of(), Vetting.NONE);
  private static final FunctionPipeline FRAME =
      new FunctionPipeline("frame", "", List.of("frame-pointer=all"), Set.of(), VETTED);
  private static final FunctionPipeline CLOBBER =
      new FunctionPipeline("clobber", "", List.of("clobbers=rbp"), Set.of(), VETTED);
  private static final FunctionPipeline TABLES =
      new FunctionPipeline("tables", "", List.of("no-jump-tables=true"), Set.of(), VETTED);
  private static final String SWITCH = """
      switch (x) {
        case 1: return outside(1, 2, 3);
        case 2: return outside(2, 2, 3);
        case 3: return outside(3, 2, 3);
        case 4: return outside(9, 2, 3);
      }
      """;
  private static final String SOURCE = """
      int outside(int, int, int);
      __attribute__((optnone, noinline)) int left(int x) {
        switch (x) {
          case 1: return outside(1, 2, 3);
          case 2: return outside(2, 2, 3);
        }
        return 0;
      }
      int chosen(int x) {
        SWITCH
        return 0;
      }
      int plain(int x) { return outside(x, x, 3) + 1; }
      int alias(int x) __attribute__((alias("chosen")));
      """.replace("SWITCH", SWITCH);

  private static WorkerPool pool;
  private static LlvmTools tools;

  @TempDir
  private Path folder;

  private String source = SOURCE;
  private long refused;

  @BeforeAll
  static void start() throws IOException {
    pool = new WorkerPool(WorkerOptions.defaults().withStepLimit(Duration.ofSeconds(30)), LlvmDistribution.unpack());
    tools = new LlvmTools(pool.llvm());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private UserCompilation compilation() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), source);
    return new UserCompilation(folder, List.of("--target=x86_64-linux-gnu", "-O2", "-g"), List.of(), file, Map.of());
  }

  private Tuned tuned(TuneOptions options, FunctionPipeline... pipelines) throws IOException {
    return tuned(new Processors(0), options, pipelines);
  }

  private Tuned tuned(Processors help, TuneOptions options, FunctionPipeline... pipelines) throws IOException {
    FileTuner tuner = new FileTuner(pool, new Library(List.of(ENTRY), List.of(pipelines))).helpedBy(help);
    return tuner.tune(new TuneInput.OfUser(compilation()), options, Cancellation.never()).value().orElseThrow();
  }

  private List<String> body(String function, TunedObject object) throws Exception {
    return tools.body(function, Files.write(folder.resolve("body.o"), object.bytes()).toString());
  }

  @Test
  void a_function_that_a_pipeline_makes_smaller_gets_it_and_no_other_changes() throws Exception {
    Tuned before = tuned(TuneOptions.STANDARD);
    Tuned after = tuned(TuneOptions.STANDARD, LARGER, REFUSED, FOR_ARM, UNVETTED, SPECULATE);

    assertThat(after.bestSize()).isLessThan(before.bestSize());
    assertThat(after.best().way()).isInstanceOfSatisfying(Way.ByFunction.class, way -> {
      assertThat(way.pipelines()).containsOnly(Map.entry("chosen", List.of(SPECULATE)));
      assertThat(way.from()).isEqualTo(before.best().way());
      assertThat(way.tested()).isEqualTo(Tested.VETTED);
      assertThat(way.label()).isEqualTo(before.best().way().label() + ", 1 by function");
    });
    assertThat(after.trials()).hasSize(before.trials().size() + 1).startsWith(before.trials().toArray(new Trial[0]));
    for (String function : List.of("plain", "left")) {
      assertThat(body(function, after.best())).isEqualTo(body(function, before.best())).isNotEmpty();
    }
    assertThat(body("chosen", after.best())).hasSizeLessThan(body("chosen", before.best()).size());
    assertThat(after.best().code().symbol("alias")).isPresent();
  }

  @Test
  void clang_makes_the_same_object_of_its_ir() throws Exception {
    Tuned tuned = tuned(TuneOptions.STANDARD, SPECULATE);
    FileTuner tuner = new FileTuner(pool, new Library(List.of(ENTRY), List.of(SPECULATE)));
    byte[] ir =
        tuner.ir(new TuneInput.OfUser(compilation()), tuned.best().way(), Cancellation.never()).value().orElseThrow();
    Path text = Files.write(folder.resolve("a.ll"), ir);
    List<String> line = new ArrayList<>(compilation().flags());
    line.addAll(tuned.best().way().arguments());
    Path object = folder.resolve("a.o");
    line.addAll(List.of("-Xclang", "-disable-llvm-passes", "-Wno-unused-command-line-argument", "-x", "ir", "-c", "-o",
        object.toString(), text.toString()));
    tools.run("clang", line.toArray(new String[0]));
    assertThat(Files.readAllBytes(object)).isEqualTo(tuned.best().bytes());
    assertThat(tuner.speed(new TuneInput.OfUser(compilation()), tuned, Cancellation.never()).value()).isPresent();
  }

  @Test
  void threads_make_no_difference_and_what_is_left_out_or_kept_is_not_treated() throws Exception {
    Tuned once = tuned(TuneOptions.STANDARD, LARGER, SPECULATE);
    assertThat(tuned(new Processors(2), TuneOptions.STANDARD, LARGER, SPECULATE).best().bytes())
        .isEqualTo(once.best().bytes());

    Tuned without = tuned(TuneOptions.STANDARD.without(Set.of("speculate")), SPECULATE);
    assertThat(without.best().way()).isNotInstanceOf(Way.ByFunction.class);
    Tuned kept = tuned(TuneOptions.STANDARD.keepingSpeed(List.of("chosen")), SPECULATE);
    assertThat(kept.best().way()).isNotInstanceOf(Way.ByFunction.class);
    assertThat(tuned(TuneOptions.STANDARD, UNVETTED).best().way()).isNotInstanceOf(Way.ByFunction.class);
    Tuned verified = tuned(TuneOptions.STANDARD.requiring(Tested.VERIFIED), UNVETTED);
    assertThat(verified.best().way()).isInstanceOf(Way.ByFunction.class);
    assertThat(verified.tested()).isEqualTo(Tested.VERIFIED);
  }

  /** Many variables on the stack: with a register for the frame, each access is a byte shorter. */
  private static String framed(String attribute, String name, String last) {
    String variables = IntStream.range(0, 12).mapToObj("int v%d; fill(&v%<d); x = x * 3 + v%<d;"::formatted)
        .collect(Collectors.joining(" "));
    return """
        void fill(int *);
        %s int %s(int x) { %s %s return 0; }
        """.formatted(attribute, name, variables, last);
  }

  @Test
  void attributes_are_given_beside_passes_to_what_gets_smaller_and_never_where_assembly_is() throws Exception {
    source =
        SOURCE + framed("", "large", "return x;") + framed("", "machine", "__asm__(\"nop\" : \"+r\"(x)); return x;")
            + framed("__attribute__((optnone, noinline))", "off", "return x;")
            + framed("__attribute__((preserve_most))", "convention", "return x;") + framed("", "both", SWITCH);
    Tuned before = tuned(TuneOptions.STANDARD);
    Tuned after = tuned(TuneOptions.STANDARD, FRAME, SPECULATE, TABLES);

    assertThat(after.best().way()).isInstanceOfSatisfying(Way.ByFunction.class, way -> {
      assertThat(way.pipelines()).containsOnly(Map.entry("large", List.of(FRAME)),
          Map.entry("chosen", List.of(SPECULATE)), Map.entry("both", List.of(SPECULATE, FRAME)));
      assertThat(way.functions().keySet()).containsExactly(SPECULATE, FRAME);
    });
    assertThat(after.bestSize()).isLessThan(before.bestSize());
    assertThat(body("large", before.best())).noneMatch(line -> line.contains("%rsp, %rbp"));
    assertThat(body("large", after.best())).anyMatch(line -> line.contains("%rsp, %rbp"));
    for (String function : List.of("machine", "off", "convention", "plain", "left")) {
      assertThat(body(function, after.best())).isEqualTo(body(function, before.best())).isNotEmpty();
    }
    assertThat(tuned(TuneOptions.STANDARD.keepingSpeed(List.of("large", "both")), FRAME).best().way())
        .isNotInstanceOf(Way.ByFunction.class);
  }

  /** Two registers are saved, and the stack pointer is aligned: a third register costs less than that. */
  private static String saving(String name, String first) {
    return """
        void fill(int *);
        void both(char *, char *, int);
        int %s(char *x, char *y) { %s both(x, y, 1); both(y, x, 2); return *x + *y; }
        """.formatted(name, first);
  }

  @Test
  void a_register_is_saved_where_its_place_aligns_the_stack_and_no_frame_pointer_or_assembly_needs_it()
      throws Exception {
    source = SOURCE + saving("two", "") + saving("moving", "int v[*x]; fill(v);")
        + saving("aligned", "_Alignas(64) int v[16]; fill(v);") + saving("machine", "__asm__ volatile(\"nop\");")
        + framed("", "large", "return x;") + framed("", "named", "__asm__ volatile(\"\" ::: \"rbp\"); return x;");
    Tuned before = tuned(TuneOptions.STANDARD);
    Tuned after = tuned(TuneOptions.STANDARD, FRAME, CLOBBER);

    assertThat(after.best().way()).isInstanceOfSatisfying(Way.ByFunction.class, way -> assertThat(way.pipelines())
        .containsOnly(Map.entry("large", List.of(FRAME)), Map.entry("two", List.of(CLOBBER))));
    assertThat(body("two", before.best())).anyMatch(line -> line.contains("addq"))
        .noneMatch(line -> line.contains("popq\t%rbp"));
    assertThat(body("two", after.best())).noneMatch(line -> line.contains("addq"))
        .anyMatch(line -> line.contains("popq\t%rbp"));
    for (String function : List.of("moving", "aligned", "machine", "named", "plain", "left")) {
      assertThat(body(function, after.best())).isEqualTo(body(function, before.best())).isNotEmpty();
    }
  }

  @Test
  void passes_are_chosen_after_the_local_search() throws Exception {
    Tuned searched = tuned(TuneOptions.STANDARD.searching(20));
    Tuned both = tuned(TuneOptions.STANDARD.searching(20), SPECULATE);
    assertThat(both.bestSize()).isLessThan(searched.bestSize());
    assertThat(both.best().way()).isInstanceOfSatisfying(Way.ByFunction.class,
        way -> assertThat(way.from()).isEqualTo(searched.best().way()));
  }

  private Optional<TunedObject> fromTheBest(FunctionPipeline pipeline, LibraryEntry... entries) throws IOException {
    WayCompiler compiler = new WayCompiler(new Compiling.OfUser(compilation(), new UserCompiler(pool.llvm())),
        Optional.of(new FunctionPasses(pool)));
    ObjectReading reading = new ObjectReading(new Disassembler(pool.llvm()), Objective.TEXT);
    List<TunedObject> starts = Stream.of(entries).map(Way.ByEntry::new)
        .map(way -> reading.object(way, compiler.compile(way, List.of(), Cancellation.never()), Cancellation.never()))
        .map(made -> made.value().orElseThrow()).toList();
    assertThat(starts).isSortedAccordingTo(Comparator.comparingLong(Objective.TEXT::of));
    try (Tasks tasks = new Processors(1).tasks()) {
      return new FunctionSearch(compiler, reading, List.of(pipeline), Set.of(), () -> false, Cancellation.never())
          .from(starts, tasks).stream().filter(object -> object.code().bytes() != refused)
          .reduce((larger, smaller) -> smaller);
    }
  }

  @Test
  void passes_are_chosen_for_the_object_of_which_they_leave_least() throws Exception {
    LibraryEntry plain = new LibraryEntry("plain", Level.OZ, List.of(), Set.of(), VETTED);
    LibraryEntry raw = new LibraryEntry("raw", Level.OZ, List.of("-Xclang -disable-llvm-passes"), Set.of(), VETTED);
    FunctionPipeline loop = new FunctionPipeline("loop", "sroa,instcombine,simplifycfg", Set.of(), VETTED);
    // Of the loop, -Oz makes a formula, which takes more code.
    source = "unsigned sum(unsigned n) { unsigned s = 0; for (unsigned i = 0; i < n; i++) s += i * i; return s; }";

    assertThat(fromTheBest(loop, plain)).isEmpty();
    assertThat(fromTheBest(loop, plain, raw)).hasValueSatisfying(object -> assertThat(object.way())
        .isInstanceOfSatisfying(Way.ByFunction.class, way -> assertThat(way.from()).isEqualTo(new Way.ByEntry(raw))));
    refused = fromTheBest(loop, plain, raw).orElseThrow().code().bytes();
    assertThat(fromTheBest(loop, plain, raw)).as("of an object that may not be taken").isEmpty();
    source = SOURCE;
    assertThat(fromTheBest(SPECULATE, plain, raw)).hasValueSatisfying(object -> assertThat(object.way())
        .isInstanceOfSatisfying(Way.ByFunction.class, way -> assertThat(way.from()).isEqualTo(new Way.ByEntry(plain))));
    assertThat(fromTheBest(LARGER, plain, raw)).isEmpty();
  }
}
