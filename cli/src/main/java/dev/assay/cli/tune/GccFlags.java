package dev.assay.cli.tune;

import dev.assay.cli.engine.Session;
import dev.assay.source.SourceFile;
import dev.assay.tune.FlagSearch;
import dev.assay.tune.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * The search for options among gcc's own, where the user lets his gcc be run: it compiles every file as its command
 * says, with -Os and the options in question after that.
 *
 * @param compiler its name
 * @param own the sum as the commands have it, in bytes
 * @param os the sum at -Os
 * @param found the options, and the set that the search built of them
 */
record GccFlags(String compiler, long own, long os, FlagSearch.Found found) {
  /** Documented ones that change neither a program's meaning, its ABI nor its protection. */
  private static final List<String> CANDIDATES = List.of("-fno-ivopts", "-fno-gcse", "-fno-tree-pre",
      "-fno-code-hoisting", "-fno-tree-ch", "-fno-move-loop-invariants", "-fno-tree-loop-im", "-fno-if-conversion",
      "-fno-if-conversion2", "-fno-tree-dominator-opts", "-fno-tree-slsr", "-fno-tree-switch-conversion",
      "-fno-jump-tables", "-fno-schedule-insns2", "-fno-split-wide-types", "-fno-caller-saves",
      "-fno-tree-loop-distribute-patterns", "-fno-inline-small-functions", "-fno-ipa-cp", "-fipa-pta",
      "-fgcse-after-reload", "-fno-web", "-fira-algorithm=priority", "-fira-region=one", "-fno-shrink-wrap",
      "-fno-tree-vectorize", "-fno-tree-slp-vectorize", "-fno-optimize-strlen", "--param=max-inline-insns-auto=5");

  /** Whether a compiler's name is one of gcc's. */
  static boolean isGcc(String name) {
    return name.matches("(.*-)?(gcc|g\\+\\+|cc|c\\+\\+)(-[0-9.]+)?");
  }

  /** Searches; empty where a file's own command makes no object. */
  static Optional<GccFlags> search(Session session, List<SourceFile> files, String compiler, Objective objective,
      IntConsumer progress) {
    OwnSizes sizes = new OwnSizes(session, files, objective);
    List<OptionalLong> own = sizes.with(List.of());
    if (own.stream().anyMatch(OptionalLong::isEmpty)) {
      return Optional.empty();
    }
    FlagSearch search = new FlagSearch(options -> {
      List<String> all = new ArrayList<>(List.of("-Os"));
      all.addAll(options);
      return sizes.with(all);
    }, CANDIDATES);
    List<OptionalLong> os = sizes.with(List.of("-Os"));
    return Optional.of(new GccFlags(compiler, OwnSizes.sum(own), OwnSizes.sum(os), search.search(progress)));
  }

  /** How often the files are compiled. */
  static int steps() {
    return 1 + 2 * CANDIDATES.size();
  }

  /** The set's sum, in bytes. */
  long best() {
    return OwnSizes.sum(found.sizes());
  }

  /** The set, level first. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("-Os"));
    options.addAll(found.options());
    return options;
  }
}
