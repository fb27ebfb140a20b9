package dev.assay.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * The search for one set of options that makes a project's files small together: each option alone, then, largest
 * saving first, each added to those before it and kept if the sum gets smaller. The same sizes give the same set.
 */
public final class FlagSearch {
  private final Sizes sizes;
  private final List<String> options;

  /** Compiles files. */
  @FunctionalInterface
  public interface Sizes {
    /**
     * How large each file is with a set of options.
     *
     * @param options at -Oz, in order
     * @return a size for each file, in bytes; empty where the compiler makes nothing
     */
    List<OptionalLong> with(List<String> options);
  }

  /**
   * What an option saves.
   *
   * @param option as on a command line
   * @param alone bytes that it saves by itself, of the sum over all files; negative where it costs
   * @param added bytes that it saves beyond the options before it; empty where it is not part of the set
   * @param refused how many files the compiler does not compile with it
   */
  public record Saving(String option, long alone, OptionalLong added, int refused) {}

  /**
   * What was found.
   *
   * @param savings every option, those of the set first and in order, then by what they save alone
   * @param options the set
   * @param sizes each file's size with the set, in bytes
   */
  public record Found(List<Saving> savings, List<String> options, List<OptionalLong> sizes) {
    /** Copies the lists. */
    public Found {
      savings = List.copyOf(savings);
      options = List.copyOf(options);
      sizes = List.copyOf(sizes);
    }
  }

  /**
   * A search.
   *
   * @param options those to choose among
   */
  public FlagSearch(Sizes sizes, List<String> options) {
    this.sizes = sizes;
    this.options = List.copyOf(options);
  }

  /** How often the files are compiled, at most. */
  public int steps() {
    return 1 + 2 * options.size();
  }

  private record Alone(String option, long saved, int refused) {}

  /**
   * Searches.
   *
   * @param progress told how many steps are done
   */
  public Found search(IntConsumer progress) {
    int done = 0;
    List<OptionalLong> current = sizes.with(List.of());
    progress.accept(++done);
    List<OptionalLong> base = current;
    List<Alone> alone = new ArrayList<>();
    for (String option : options) {
      List<OptionalLong> with = sizes.with(List.of(option));
      alone.add(new Alone(option, sum(base, base) - sum(with, base), refused(with, base)));
      progress.accept(++done);
    }
    alone.sort(Comparator.comparingLong((Alone one) -> -one.saved));
    List<String> chosen = new ArrayList<>();
    List<Saving> inSet = new ArrayList<>();
    List<Saving> others = new ArrayList<>();
    for (Alone one : alone) {
      List<String> longer = new ArrayList<>(chosen);
      longer.add(one.option);
      List<OptionalLong> with = one.refused > 0 ? List.of() : sizes.with(longer);
      long added = with.isEmpty() || refused(with, current) > 0 ? 0 : sum(current, current) - sum(with, current);
      if (added > 0) {
        chosen.add(one.option);
        current = with;
        inSet.add(new Saving(one.option, one.saved, OptionalLong.of(added), one.refused));
      } else {
        others.add(new Saving(one.option, one.saved, OptionalLong.empty(), one.refused));
      }
      progress.accept(++done);
    }
    inSet.addAll(others);
    return new Found(inSet, chosen, current);
  }

  /** The sum over the files; one that is not compiled counts as before. */
  private static long sum(List<OptionalLong> sizes, List<OptionalLong> before) {
    long sum = 0;
    for (int i = 0; i < sizes.size(); i++) {
      sum += sizes.get(i).orElse(before.get(i).orElse(0));
    }
    return sum;
  }

  private static int refused(List<OptionalLong> sizes, List<OptionalLong> before) {
    int refused = 0;
    for (int i = 0; i < sizes.size(); i++) {
      refused += sizes.get(i).isEmpty() && before.get(i).isPresent() ? 1 : 0;
    }
    return refused;
  }
}
