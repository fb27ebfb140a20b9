package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The search for one set, on sizes that are made up: the best of all sets is known by counting. */
class FlagSearchTest {
  /** Two files: {@code a} and {@code b} help and overlap, {@code c} helps and harms, {@code d} crashes. */
  private static List<OptionalLong> sizes(List<String> options) {
    Set<String> set = new TreeSet<>(options);
    long first = 100;
    long second = 200;
    first -= set.contains("a") ? 10 : 0;
    second -= set.contains("b") ? set.contains("a") ? 1 : 5 : 0;
    first -= set.contains("c") ? 3 : 0;
    second += set.contains("c") ? 4 : 0;
    return List.of(OptionalLong.of(first),
        set.contains("d") ? OptionalLong.empty() : OptionalLong.of(second - (set.contains("e") ? 2 : 0)));
  }

  @Test
  void options_are_added_by_what_they_save_alone_and_kept_where_the_sum_gets_smaller() {
    List<Integer> steps = new ArrayList<>();
    FlagSearch search = new FlagSearch(FlagSearchTest::sizes, List.of("c", "b", "d", "e", "a"));
    FlagSearch.Found found = search.search(steps::add);

    assertThat(found.options()).containsExactly("a", "b", "e");
    assertThat(found.sizes()).containsExactly(OptionalLong.of(90), OptionalLong.of(197));
    assertThat(found.savings()).containsExactly(new FlagSearch.Saving("a", 10, OptionalLong.of(10), 0),
        new FlagSearch.Saving("b", 5, OptionalLong.of(1), 0), new FlagSearch.Saving("e", 2, OptionalLong.of(2), 0),
        new FlagSearch.Saving("d", 0, OptionalLong.empty(), 1),
        new FlagSearch.Saving("c", -1, OptionalLong.empty(), 0));
    assertThat(steps.getLast()).isEqualTo(search.steps());
  }
}
