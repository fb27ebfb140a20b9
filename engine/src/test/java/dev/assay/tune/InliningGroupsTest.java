package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.tune.FunctionChange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which changes of inlining can be told apart in one compilation. */
class InliningGroupsTest {
  /** a and b call x, which is inlined into both; b and c call y, which is not; x calls z, which is inlined into it. */
  private static final List<ModuleFunction> FUNCTIONS =
      List.of(function("a", false, 0, "x"), function("b", false, 0, "x", "y"), function("c", false, 0, "y"),
          function("x", true, 2, "z"), function("y", true, 2, "elsewhere"), function("z", true, 1),
          function("d", false, 1, "w"), function("w", true, 1));
  private static final Map<String, Long> SIZES = Map.of("a", 10L, "b", 20L, "c", 5L, "y", 30L, "d", 8L);
  private static final InliningGroups INLINING =
      new InliningGroups(FUNCTIONS, SIZES, Map.of("y", 2, "elsewhere", 1, "d", 1));

  private static ModuleFunction function(String name, boolean isLocal, int calls, String... callees) {
    return new ModuleFunction(name, isLocal, false, Set.of(), calls, 9, Set.of(callees));
  }

  private static FunctionChange change(String function, Kind kind) {
    return new FunctionChange(function, kind);
  }

  @Test
  void what_is_inlined_nowhere_or_everywhere_stays_so() {
    assertThat(INLINING.changesCode(change("x", Kind.NOINLINE))).isTrue();
    assertThat(INLINING.changesCode(change("x", Kind.ALWAYS_INLINE))).isFalse();
    assertThat(INLINING.changesCode(change("y", Kind.NOINLINE))).isFalse();
    assertThat(INLINING.changesCode(change("y", Kind.ALWAYS_INLINE))).isTrue();
  }

  @Test
  void changes_of_the_same_functions_are_in_different_groups() {
    FunctionChange x = change("x", Kind.NOINLINE);
    FunctionChange y = change("y", Kind.ALWAYS_INLINE);
    FunctionChange w = change("w", Kind.NOINLINE);

    List<InliningGroups.Group> groups = INLINING.of(List.of(x, y, w), 5);

    assertThat(groups).extracting(group -> List.copyOf(group.changes().keySet())).containsExactly(List.of(x, w),
        List.of(y));
    assertThat(groups.get(0).changes().get(x)).containsExactlyInAnyOrder("x", "a", "b", "z");
    assertThat(groups.get(0).changes().get(w)).containsExactlyInAnyOrder("w", "d");
    assertThat(groups.get(1).changes().get(y)).containsExactlyInAnyOrder("y", "b", "c");
    assertThat(INLINING.of(List.of(x, y, w), 1)).hasSize(1);
  }

  @Test
  void the_caller_of_a_function_that_is_inlined_itself_has_a_say() {
    assertThat(INLINING.of(List.of(change("z", Kind.NOINLINE)), 1).getFirst().changes().values())
        .containsExactly(Set.of("z", "x", "a", "b"));
  }

  @Test
  void a_difference_counts_what_comes_and_what_goes() {
    Map<String, Long> after = Map.of("a", 4L, "b", 13L, "x", 9L, "c", 1L);
    assertThat(INLINING.difference(Set.of("x", "a", "b", "y"), after)).isEqualTo(4 + 13 + 9 - 10 - 20 - 30);
  }
}
