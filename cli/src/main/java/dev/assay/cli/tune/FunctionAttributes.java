package dev.assay.cli.tune;

import dev.assay.cli.engine.Session;
import dev.assay.tune.FileSizes;
import dev.assay.tune.FlagSearch;
import dev.assay.tune.FunctionChange;
import dev.assay.tune.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Attributes of single functions that make a project's files smaller beyond a set of options. A file's functions are
 * tried alone, then together, as the options of a project are.
 *
 * @param files what was found for each file, in the project's order; empty where none helps, or nothing was tried
 */
record FunctionAttributes(List<List<Saving>> files) {
  /** So many attributes of a file are tried, those first whose functions' copies take most. */
  static final int MOST = 40;

  /**
   * An attribute that helps.
   *
   * @param function the function, as the user reads it
   * @param change what is changed
   * @param alone bytes that it saves by itself; negative where it costs
   * @param added bytes that it saves beyond those before it
   */
  record Saving(String function, FunctionChange change, long alone, long added) {}

  /** Nothing was tried. */
  static FunctionAttributes none(ProjectSizes sizes) {
    return new FunctionAttributes(sizes.files().stream().map(own -> List.<Saving>of()).toList());
  }

  /**
   * Compiles each file with one attribute after the other.
   *
   * @param set the options that all files have, level first
   */
  static FunctionAttributes search(Session session, ProjectSizes sizes, List<String> set, Objective objective) {
    return new FunctionAttributes(sizes.each(sizes.files(), own -> search(session, own.sizes(), set, objective)));
  }

  private static List<Saving> search(Session session, FileSizes file, List<String> set, Objective objective) {
    Map<String, FunctionChange> changes = new LinkedHashMap<>();
    file.changes(session.cancellation()).stream().limit(MOST)
        .forEach(change -> changes.put("-mllvm " + change.option(), change));
    FlagSearch search = new FlagSearch(chosen -> {
      List<String> arguments = new ArrayList<>();
      set.forEach(option -> arguments.addAll(List.of(option.split(" "))));
      chosen.forEach(option -> arguments.addAll(List.of(option.split(" "))));
      return List.of(file.with(arguments, session.cancellation()).value()
          .map(code -> OptionalLong.of(objective.of(code))).orElse(OptionalLong.empty()));
    }, List.copyOf(changes.keySet()));
    Map<String, String> names = session.demangler()
        .names(changes.values().stream().map(FunctionChange::function).distinct().toList(), session.cancellation());
    List<Saving> found = new ArrayList<>();
    for (FlagSearch.Saving saving : search.search(done -> {
    }).savings()) {
      FunctionChange change = changes.get(saving.option());
      saving.added().ifPresent(added -> found
          .add(new Saving(names.getOrDefault(change.function(), change.function()), change, saving.alone(), added)));
    }
    return found;
  }

  /** What all of them save together, in bytes. */
  long sum() {
    return files.stream().flatMap(List::stream).mapToLong(Saving::added).sum();
  }
}
