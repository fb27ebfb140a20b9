package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.object.ObjectCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The local search on sizes that are made up. */
class LocalSearchTest {
  private static final LibraryEntry ENTRY =
      new LibraryEntry("e", Level.OZ, List.of("-mllvm -a", "-mllvm -n=1"), Set.of(), new Vetting(1000, 0));

  private final List<List<String>> compiled = new ArrayList<>();

  private static ModuleFunction function(String name, int calls, int lines, String... attributes) {
    return new ModuleFunction(name, true, false, Set.of(attributes), calls, lines);
  }

  private static TunedObject object(Way way, long bytes) {
    return new TunedObject(way, new byte[0], new ObjectCode("ELF", bytes, bytes, List.of()), Optional.empty());
  }

  /** 100 bytes; less 20 if f is not inlined, less 5 more if g is always and f is not; -a costs 3, n=2 saves 4. */
  private Optional<TunedObject> make(Way way) {
    compiled.add(way.arguments());
    String words = String.join(" ", way.arguments());
    if (words.contains("crash")) {
      return Optional.empty();
    }
    long bytes = 100;
    bytes -= words.contains("f:noinline") ? 20 : 0;
    bytes -= words.contains("f:noinline") && words.contains("g:alwaysinline") ? 5 : 0;
    bytes += words.contains("g:noinline") ? 1 : 0;
    bytes += words.contains("-mllvm -a") ? 3 : 0;
    bytes -= words.contains("-n=2") ? 4 : 0;
    return Optional.of(object(way, bytes));
  }

  private TunedObject search(List<ModuleFunction> functions, List<String> options, int steps) {
    AtomicInteger left = new AtomicInteger(steps);
    return new LocalSearch(this::make, Objective.TEXT, () -> left.getAndDecrement() <= 0)
        .from(object(new Way.ByEntry(ENTRY), 103), functions, options);
  }

  @Test
  void what_makes_the_object_smaller_is_kept_and_options_stay_unless_they_may_change() {
    List<ModuleFunction> functions = List.of(function("g", 1, 5), function("f", 3, 9), function("h", 0, 4));
    TunedObject best = search(functions, List.of(), 1000);

    assertThat(best.code().bytes()).isEqualTo(78);
    assertThat(best.way().arguments()).containsExactly("-Oz", "-mllvm", "-a", "-mllvm", "-n=1", "-mllvm",
        "-force-attribute=f:noinline", "-mllvm", "-force-attribute=g:alwaysinline");
    assertThat(best.way().tested()).isEqualTo(Tested.VETTED);
    assertThat(best.way().label()).isEqualTo("library e +2");
    assertThat(compiled).doesNotHaveDuplicates();
  }

  @Test
  void options_are_dropped_added_and_replaced_and_the_set_is_not_called_vetted() {
    TunedObject best = search(List.of(), List.of("-mllvm -n=2", "-mllvm -crash"), 1000);

    assertThat(best.code().bytes()).isEqualTo(96);
    assertThat(best.way().arguments()).containsExactly("-Oz", "-mllvm", "-n=2");
    assertThat(best.way().tested()).isEqualTo(Tested.VERIFIED);
    assertThat(((Way.Changed) best.way()).changedOptions()).isEqualTo(3);
  }

  @Test
  void it_ends_when_it_is_told_so_and_what_was_found_until_then_counts() {
    TunedObject best = search(List.of(function("f", 1, 5), function("g", 1, 4)), List.of(), 1);
    assertThat(best.code().bytes()).isEqualTo(83);
    assertThat(compiled).hasSize(1);
    assertThat(search(List.of(function("f", 1, 5)), List.of(), 0).way()).isEqualTo(new Way.ByEntry(ENTRY));
  }

  @Test
  void what_the_source_settles_is_not_changed() {
    assertThat(LocalSearch.changes(List.of(function("a", 2, 9, "noinline"), function("b", 2, 9, "alwaysinline"),
        function("c", 2, 9, "optnone", "noinline"), function("d", 2, 9, "naked", "minsize"),
        new ModuleFunction("e", false, true, Set.of("minsize"), 2, 9)))).isEmpty();
  }

  @Test
  void code_for_one_machine_is_not_forced_into_code_for_another() {
    assertThat(LocalSearch
        .changes(
            List.of(function("a", 1, 9, "\"target-features\"=\"+avx\""), function("b", 1, 9, "\"target-cpu\"=\"z\"")))
        .stream().map(FunctionChange::kind)).containsOnly(FunctionChange.Kind.NOINLINE);
  }
}
