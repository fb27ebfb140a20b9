package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.object.ObjectCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The local search on sizes that are made up. */
class LocalSearchTest {
  private static final LibraryEntry ENTRY =
      new LibraryEntry("e", Level.OZ, List.of("-mllvm -a", "-mllvm -n=1"), Set.of(), new Vetting(1000, 0));

  private final List<List<String>> compiled = new ArrayList<>();

  private static ModuleFunction function(String name, int calls, int lines, String... attributes) {
    return new ModuleFunction(name, true, false, Set.of(attributes), calls, lines, Set.of());
  }

  private static TunedObject object(Way way, long bytes) {
    return new TunedObject(way, new byte[0], new ObjectCode("ELF", bytes, bytes, List.of()), Optional.empty());
  }

  /** 103 bytes; less 20 if f is not inlined, less 5 more if g is always and f is not. */
  private Optional<TunedObject> make(Way way) {
    compiled.add(way.arguments());
    String words = String.join(" ", way.arguments());
    long bytes = 103;
    bytes -= words.contains("f:noinline") ? 20 : 0;
    bytes -= words.contains("f:noinline") && words.contains("g:alwaysinline") ? 5 : 0;
    bytes += words.contains("g:noinline") ? 1 : 0;
    return Optional.of(object(way, bytes));
  }

  private TunedObject search(List<ModuleFunction> functions, int steps) {
    return search(this::make, way -> Map.of(), functions, steps);
  }

  private static TunedObject search(Function<Way, Optional<TunedObject>> make, Function<Way, Map<String, Long>> sizes,
      List<ModuleFunction> functions, int steps) {
    LocalSearch.Maker maker = new LocalSearch.Maker() {
      @Override
      public Optional<TunedObject> make(Way way) {
        return make.apply(way);
      }

      @Override
      public Map<String, Long> sizes(Way way) {
        return sizes.apply(way);
      }

      @Override
      public Map<String, Integer> calls(Way way) {
        return Map.of();
      }
    };
    return new LocalSearch(maker, Objective.TEXT, object(new Way.ByEntry(ENTRY), 103), steps, () -> false)
        .smallest(functions);
  }

  @Test
  void what_makes_the_object_smaller_is_kept() {
    List<ModuleFunction> functions = List.of(function("g", 1, 5), function("f", 3, 9), function("h", 0, 4));
    TunedObject best = search(functions, 1000);

    assertThat(best.code().bytes()).isEqualTo(78);
    assertThat(best.way().arguments()).containsExactly("-Oz", "-mllvm", "-a", "-mllvm", "-n=1", "-mllvm",
        "-force-attribute=f:noinline", "-mllvm", "-force-attribute=g:alwaysinline");
    assertThat(best.way().tested()).isEqualTo(Tested.VETTED);
    assertThat(best.way().label()).isEqualTo("library e +2");
    assertThat(compiled).doesNotHaveDuplicates();
  }

  /** Thirty functions, each inlined into a caller of its own, which is the smaller for it or the larger. */
  private static final class Pairs {
    private final List<String> compiled = new ArrayList<>();
    private final long together;

    Pairs(long together) {
      this.together = together;
    }

    static List<ModuleFunction> functions() {
      return IntStream.range(0, 30).boxed()
          .flatMap(i -> Stream.of(new ModuleFunction("callee" + i, true, false, Set.of(), 2, 40 - i, Set.of()),
              new ModuleFunction("caller" + i, false, false, Set.of(), 0, 9, Set.of("callee" + i))))
          .toList();
    }

    private static boolean isInlined(Way way, int i) {
      return !way.arguments().contains("-force-attribute=callee" + i + ":noinline");
    }

    /** Every third function is better not inlined. */
    Map<String, Long> sizes(Way way) {
      Map<String, Long> sizes = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        sizes.put("caller" + i, isInlined(way, i) ? 30L : 12L);
        if (!isInlined(way, i)) {
          sizes.put("callee" + i, i % 3 == 0 ? 11L : 22L);
        }
      }
      compiled.add("sizes");
      return sizes;
    }

    Optional<TunedObject> make(Way way) {
      long changes = way.arguments().stream().filter(word -> word.startsWith("-force")).count();
      long bytes = sizes(way).values().stream().mapToLong(Long::longValue).sum() + (changes > 5 ? together : 0);
      compiled.set(compiled.size() - 1, "object");
      return Optional.of(LocalSearchTest.object(way, bytes - 900 + 103));
    }
  }

  @Test
  void one_compilation_shows_what_changes_do_that_have_nothing_to_do_with_each_other() {
    Pairs pairs = new Pairs(0);
    TunedObject best = search(pairs::make, pairs::sizes, Pairs.functions(), 12);

    assertThat(((Way.Changed) best.way()).functions()).extracting(FunctionChange::function).containsExactlyInAnyOrder(
        "callee0", "callee3", "callee6", "callee9", "callee12", "callee15", "callee18", "callee21", "callee24",
        "callee27");
    assertThat(best.code().bytes()).isEqualTo(103 - 10 * 7);
    assertThat(pairs.compiled.subList(0, 3)).containsExactly("sizes", "sizes", "object");
    assertThat(pairs.compiled).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void what_saves_alone_and_not_together_is_tried_one_after_another() {
    Pairs pairs = new Pairs(1000);
    TunedObject best = search(pairs::make, pairs::sizes, Pairs.functions(), 12);

    assertThat(((Way.Changed) best.way()).functions()).hasSize(5);
    assertThat(best.code().bytes()).isEqualTo(103 - 5 * 7);
    assertThat(pairs.compiled).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void it_ends_when_it_is_told_so_and_what_was_found_until_then_counts() {
    TunedObject best = search(List.of(function("f", 1, 5), function("g", 1, 4)), 1);
    assertThat(best.code().bytes()).isEqualTo(83);
    assertThat(compiled).hasSize(1);
    assertThat(search(List.of(function("f", 1, 5)), 0).way()).isEqualTo(new Way.ByEntry(ENTRY));
  }

  @Test
  void what_the_source_settles_is_not_changed() {
    assertThat(LocalSearch.changes(List.of(function("a", 2, 9, "noinline"), function("b", 2, 9, "alwaysinline"),
        function("c", 2, 9, "optnone", "noinline"), function("d", 2, 9, "naked", "minsize"),
        new ModuleFunction("e", false, true, Set.of("minsize"), 2, 9, Set.of())))).isEmpty();
  }

  @Test
  void code_for_one_machine_is_not_forced_into_code_for_another() {
    assertThat(LocalSearch
        .changes(
            List.of(function("a", 1, 9, "\"target-features\"=\"+avx\""), function("b", 1, 9, "\"target-cpu\"=\"z\"")))
        .stream().map(FunctionChange::kind)).containsOnly(FunctionChange.Kind.NOINLINE);
  }
}
