package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.concurrent.Processors;
import dev.assay.concurrent.Tasks;
import dev.assay.object.ObjectCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of a pool, on sizes that are made up. */
class OptionSearchTest {
  private static final LibraryEntry ENTRY =
      new LibraryEntry("e", Level.OZ, List.of("-mllvm -a", "-mllvm -n=1"), Set.of(), new Vetting(1000, 0));
  private static final OptionPool POOL = new OptionPool("o",
      List.of("-mllvm -crash", "-mllvm -a", "-mllvm -n=2", "-mllvm -n=1", "-mllvm -b", "-fno-vectorize"), Set.of(),
      new Vetting(1000, 0));

  private static TunedObject object(Way way, long bytes) {
    return new TunedObject(way, new byte[0], new ObjectCode("ELF", bytes, bytes, List.of()), Optional.empty());
  }

  /** -a costs 3, n=2 saves 4, -b saves 2 where there is no -a, and costs 2 where there is. */
  private static Optional<TunedObject> make(Way way) {
    String words = String.join(" ", way.arguments());
    long bytes = 100;
    bytes += words.contains("-mllvm -a") ? 3 : 0;
    bytes -= words.contains("-n=2") ? 4 : 0;
    bytes += words.contains("-mllvm -b") ? words.contains("-mllvm -a") ? 2 : -2 : 0;
    return words.contains("crash") ? Optional.empty() : Optional.of(object(way, bytes));
  }

  private static TunedObject search(OptionPool pool, int atATime) {
    try (Tasks tasks = new Processors(atATime - 1).tasks()) {
      return new OptionSearch(OptionSearchTest::make, Objective.TEXT, () -> false)
          .smallest(object(new Way.ByEntry(ENTRY), 103), pool, tasks);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void options_are_left_out_added_and_replaced_whatever_is_tried_at_a_time(int atATime) {
    TunedObject best = search(POOL, atATime);

    assertThat(best.code().bytes()).isEqualTo(94);
    assertThat(best.way().arguments()).containsExactly("-Oz", "-mllvm", "-n=2", "-mllvm", "-b");
    assertThat(best.way().label()).isEqualTo("library e, 4 options changed");
    Way.Mixed mixed = (Way.Mixed) best.way();
    assertThat(mixed.added()).containsExactly("-mllvm -n=2", "-mllvm -b");
    assertThat(mixed.leftOut()).containsExactly("-mllvm -a", "-mllvm -n=1");
  }

  @Test
  void a_set_is_vetted_if_the_pool_is_and_has_all_of_it() {
    assertThat(search(POOL, 1).way().tested()).isEqualTo(Tested.VETTED);
    OptionPool untried = new OptionPool("o", POOL.options(), Set.of(), new Vetting(999, 0));
    assertThat(search(untried, 1).way().tested()).isEqualTo(Tested.VERIFIED);
    OptionPool lesser = new OptionPool("o", List.of("-mllvm -b", "-mllvm -n=2"), Set.of(), new Vetting(1000, 0));
    assertThat(search(lesser, 1).way().arguments()).contains("-a");
    assertThat(search(lesser, 1).way().tested()).isEqualTo(Tested.VERIFIED);
  }

  @Test
  void where_nothing_saves_the_object_stays() {
    TunedObject start = object(new Way.AtLevel(Level.OZ), 90);
    try (Tasks tasks = new Processors(1).tasks()) {
      assertThat(new OptionSearch(OptionSearchTest::make, Objective.TEXT, () -> false).smallest(start, POOL, tasks))
          .isSameAs(start);
      assertThat(new OptionSearch(way -> {
        throw new AssertionError("there is no time");
      }, Objective.TEXT, () -> true).smallest(start, POOL, tasks)).isSameAs(start);
    }
  }

  @Test
  void chance_has_each_option_in_half_of_the_sets_one_value_of_a_name_and_two_together_in_a_quarter() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    Set<List<String>> sets = new HashSet<>();
    int together = 0;
    for (int seed = 0; seed < 2000; seed++) {
      List<String> options = POOL.random(seed).options();
      assertThat(options).doesNotContainSequence("-mllvm -n=1", "-mllvm -n=2");
      options.forEach(option -> counts.merge(option, 1, Integer::sum));
      together += options.containsAll(List.of("-mllvm -a", "-mllvm -b")) ? 1 : 0;
      sets.add(options);
      assertThat(new OptionPool("o", POOL.options().reversed(), Set.of(), Vetting.NONE).random(seed).options())
          .isEqualTo(options);
    }
    assertThat(counts.get("-mllvm -a")).isBetween(900, 1100);
    assertThat(counts.get("-mllvm -n=1") + counts.get("-mllvm -n=2")).isBetween(900, 1100);
    assertThat(together).isBetween(420, 580);
    assertThat(sets).hasSize(16 * 3); // all that there are
    assertThat(IntStream.range(0, 9).mapToObj(POOL::random)).extracting(LibraryEntry::level).containsOnly(Level.OZ);
  }
}
