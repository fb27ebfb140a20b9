package dev.assay.tune;

import dev.assay.build.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Options that may be combined freely at -Oz: each of them may be added to an entry, or left out of it. Immutable.
 *
 * @param id unique in its library, for example {@code x86_64-o1}
 * @param options each as an entry has it, in the order in which they are worth trying; of those with one name, which
 *     differ in their value, a set has one
 * @param targets the families of machines that it is meant for, as {@link Library#family} names them; none: any
 * @param vetting on how many programs it was tried, each built with a set of its own, chosen at random
 */
public record OptionPool(String id, List<String> options, Set<String> targets, Vetting vetting) implements LibraryItem {
  /** Copies the collections. */
  public OptionPool {
    options = List.copyOf(options);
    targets = Set.copyOf(targets);
  }

  /** The same, tried otherwise. */
  public OptionPool with(Vetting other) {
    return new OptionPool(id, options, targets, other);
  }

  /**
   * A set that chance chooses: an option is in it in one of two, with one of its values.
   *
   * @param seed the same one gives the same set, whatever the order of the options
   */
  public LibraryEntry random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> chosen = new ArrayList<>();
    options.stream().sorted().collect(Collectors.groupingBy(OptionPool::name, TreeMap::new, Collectors.toList()))
        .forEach((name, values) -> {
          String one = values.get(random.nextInt(values.size()));
          if (random.nextBoolean()) {
            chosen.add(one);
          }
        });
    return new LibraryEntry(id, Level.OZ, chosen, targets, Vetting.NONE);
  }

  /** An option without its value. */
  static String name(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }
}
