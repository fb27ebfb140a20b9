package dev.assay.cli.tune;

import dev.assay.tune.FlagSearch;
import dev.assay.tune.FunctionAttributeCatalogue;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Tested;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * What was found for a project.
 *
 * @param oz each file's size at clang's -Oz, in bytes
 * @param found the options, and the set that the search built of them
 * @param sets all sets of options that were measured on all files: -Oz, the search's, the library's
 */
record FlagChoice(List<OptionalLong> oz, FlagSearch.Found found, List<MeasuredSet> sets) {
  /**
   * A set of options on every file.
   *
   * @param options level first
   * @param entry the library's entry that it is
   * @param sizes each file's, in bytes
   */
  record MeasuredSet(List<String> options, Optional<LibraryEntry> entry, List<OptionalLong> sizes) {
    boolean isWhole() {
      return sizes.stream().allMatch(OptionalLong::isPresent);
    }

    long sum() {
      return sizes.stream().mapToLong(size -> size.orElse(0)).sum();
    }
  }

  /** The options of a target's entries, and those that do what its attributes for functions do; each once, in order. */
  static List<String> candidates(Library library, String target) {
    Set<String> options = new LinkedHashSet<>();
    Library part = library.forTarget(target);
    part.entries().forEach(entry -> options.addAll(entry.options()));
    part.pipelines().stream().flatMap(pipeline -> pipeline.attributes().stream())
        .map(FunctionAttributeCatalogue::option).flatMap(Optional::stream).forEach(options::add);
    return List.copyOf(options);
  }

  /** Arguments at -Oz. */
  static List<String> atOz(List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("-Oz"));
    options.forEach(option -> arguments.addAll(List.of(option.split(" "))));
    return arguments;
  }

  /**
   * Measures the library's sets, too.
   *
   * @param refused options that the project's compiler does not take; sets with one of them are left out
   */
  static FlagChoice of(ProjectSizes sizes, FlagSearch.Found found, Library library, List<String> refused,
      IntConsumer progress) {
    List<MeasuredSet> sets = new ArrayList<>();
    List<OptionalLong> oz = sizes.with(List.of("-Oz"));
    sets.add(new MeasuredSet(List.of("-Oz"), Optional.empty(), oz));
    int done = 0;
    for (LibraryEntry entry : library.forTarget(sizes.target()).entries()) {
      if (Collections.disjoint(entry.options(), refused)) {
        List<String> options = new ArrayList<>(List.of(entry.level().flag()));
        options.addAll(entry.options());
        sets.add(new MeasuredSet(options, Optional.of(entry), sizes.with(entry.arguments())));
      }
      progress.accept(++done);
    }
    List<String> own = new ArrayList<>(List.of("-Oz"));
    own.addAll(found.options());
    sets.add(new MeasuredSet(own, Optional.empty(), found.sizes()));
    return new FlagChoice(oz, found, sets);
  }

  /** The set with the smallest sum of those that compile every file; of equal ones the first. */
  MeasuredSet best() {
    return sets.stream().filter(MeasuredSet::isWhole).reduce((a, b) -> b.sum() < a.sum() ? b : a)
        .orElse(sets.getFirst());
  }

  /** The vetted set with the smallest sum; -Oz where nothing is smaller. */
  MeasuredSet bestVetted() {
    return sets.stream().filter(MeasuredSet::isWhole).filter(FlagChoice::isVetted)
        .reduce((a, b) -> b.sum() < a.sum() ? b : a).orElse(sets.getFirst());
  }

  /** Whether a set was run on many programs, as it stands. */
  static boolean isVetted(MeasuredSet set) {
    return set.options.equals(List.of("-Oz"))
        || set.entry.filter(entry -> entry.vetting().tested() == Tested.VETTED).isPresent();
  }

  /** The set that makes one file smallest; of equal ones the first. */
  MeasuredSet bestOf(int file) {
    MeasuredSet best = sets.getFirst();
    for (MeasuredSet set : sets) {
      if (set.sizes.get(file).orElse(Long.MAX_VALUE) < best.sizes.get(file).orElse(Long.MAX_VALUE)) {
        best = set;
      }
    }
    return best;
  }
}
