package dev.assay.train.corpus;

import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.Shards;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train corpus}: sources to units. */
@Command(name = "corpus", mixinStandardHelpOptions = true,
    description = "Compiles projects in several flavours and keeps their functions and modules, without duplicates.")
public final class CorpusCommand implements Callable<Integer> {
  private static final int UNITS_PER_SHARD = 500;
  /** Test units keep their place when something of theirs is found in a training project too. */
  private static final List<Split> PRECEDENCE = List.of(Split.TEST, Split.STRANGE, Split.VALIDATION, Split.TRAIN);

  @Option(names = "--projects", required = true, paramLabel = "DIR",
      description = "Folder of projects, as model-training/recipe/fetch.sh makes it.")
  private Path projects;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder that the corpus becomes.")
  private Path out;

  @Option(names = "--exclude", defaultValue = CorpusRules.EXCLUDED_FILES, paramLabel = "REGEX",
      description = "Files that are left out (default: ${DEFAULT-VALUE}).")
  private String exclude;

  @Option(names = "--per-project", defaultValue = "900", description = "Units a project at most (${DEFAULT-VALUE}).")
  private int perProject;

  @Option(names = "--per-file", defaultValue = "6",
      description = "Functions of a file and a variant, in addition to the whole module (${DEFAULT-VALUE});"
          + " more where a project has few files.")
  private int perFile;

  @Option(names = "--csmith", defaultValue = "600", description = "Programs of csmith (${DEFAULT-VALUE}).")
  private int csmith;

  @Option(names = "--llvm-stress", defaultValue = "900", description = "Functions of llvm-stress (${DEFAULT-VALUE}).")
  private int stress;

  @Option(names = "--thin-from", defaultValue = "400",
      description = "Of functions with more instructions only a part is kept, the smaller the larger they are"
          + " (${DEFAULT-VALUE}).")
  private int thinFrom;

  @Option(names = "--thin-programs-from", defaultValue = "800", description = "The same of modules (${DEFAULT-VALUE}).")
  private int thinProgramsFrom;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of every random choice (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--compilers", split = ",", paramLabel = "CLANG",
      description = "Other clangs, on the PATH, for a part of the optimised code, for example clang-14,clang-16.")
  private List<String> compilers = List.of();

  @Option(names = "--strange-compilers", split = ",", paramLabel = "CLANG",
      description = "Clangs that test projects are compiled with as well, as code of a strange kind.")
  private List<String> strangeCompilers = List.of();

  @Option(names = "--targets", split = ",", paramLabel = "TARGET",
      description = "Other machines that some files are compiled for: ${COMPLETION-CANDIDATES}.")
  private List<Target> targets = List.of();

  /** A project and what it is made of. */
  private record Part(Project project, List<UnitCollector.Source> sources, int most) {}

  @Override
  public Integer call() throws IOException {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), llvm)) {
      List<Part> parts = parts(llvm);
      UnitCollector collector = new UnitCollector(pool, new CorpusCompiler(), variants(llvm), perFile);
      Map<String, String> provenance =
          Map.of("assay.step", "corpus", "assay.seed", Long.toString(seed), "assay.llvm", pool.llvmVersion());
      Progress step = new Progress(System.err, "corpus", "projects", parts.size(), 0);
      List<CorpusUnit> units = new ArrayList<>();
      for (Part part : parts) {
        Shards<CorpusUnit> one = new Shards<>(out.resolve("projects").resolve(part.project.name()), CorpusUnit.class);
        one.removeHalves();
        if (!one.has(0)) {
          one.write(0, collector.collect(part.project, part.sources, part.most), provenance);
        }
        List<CorpusUnit> found = one.read(0);
        units.addAll(found);
        step.advance(1, part.project.name() + ": " + found.size() + " units");
      }
      List<CorpusUnit> kept = withoutDuplicates(units);
      kept.removeIf(this::isThinnedOut);
      Collections.shuffle(kept, new Random(seed));
      Corpus.write(out, kept, provenance, UNITS_PER_SHARD);
      System.err.print(CorpusReport.of(kept));
      return 0;
    }
  }

  private Variant.Choice variants(LlvmDistribution llvm) throws StoreException {
    List<Clang> others = new ArrayList<>();
    for (String command : compilers) {
      others.add(Clang.onPath(command));
    }
    List<Clang> strange = new ArrayList<>();
    for (String command : strangeCompilers) {
      strange.add(Clang.onPath(command));
    }
    return new Variant.Choice(Clang.shipped(llvm), others, strange, targets);
  }

  /** By identity, so that what stays, stays in all flavours as far as they are as small. */
  private boolean isThinnedOut(CorpusUnit unit) {
    int from = unit.kind().equals("program") ? thinProgramsFrom : thinFrom;
    return Identity.fraction(unit.identity(), "thinning " + seed) * unit.instructions() > from;
  }

  private List<Part> parts(LlvmDistribution llvm) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Project project : ProjectReader.read(projects, Pattern.compile(exclude))) {
      parts.add(new Part(project, UnitCollector.sources(project), perProject));
    }
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
      int first = 100_000 * split.ordinal();
      int share = split == Split.TRAIN ? 8 : 1; // of ten
      Path folder = out.resolve("generated");
      Files.createDirectories(folder);
      String suffix = "-" + split.name().toLowerCase(Locale.ROOT);
      parts.add(generated("csmith" + suffix, split, Generated.csmith(folder, first, csmith * share / 10)));
      parts.add(generated("llvm-stress" + suffix, split, Generated.stress(llvm, folder, first, stress * share / 10)));
    }
    return parts;
  }

  private Part generated(String name, Split split, List<UnitCollector.Source> sources) {
    return new Part(new Project(name, "", Generated.DOMAIN, split, out, List.of()), sources, 5 * sources.size());
  }

  /**
   * Each unit once, by its hash. What is in several splits, by its hash or its identity, stays where it is tested, else
   * where it is validated: what figures are reported on must not have been learned from.
   */
  static List<CorpusUnit> withoutDuplicates(List<CorpusUnit> units) {
    List<CorpusUnit> byPrecedence = new ArrayList<>(units);
    byPrecedence.sort(Comparator.comparingInt(unit -> PRECEDENCE.indexOf(Split.valueOf(unit.split()))));
    Set<String> known = new HashSet<>();
    byPrecedence.removeIf(unit -> !known.add(unit.hash()));
    Map<String, Integer> home = new HashMap<>();
    byPrecedence.forEach(unit -> home.putIfAbsent(unit.identity(), splitRank(unit)));
    byPrecedence.removeIf(unit -> splitRank(unit) > home.get(unit.identity()));
    return byPrecedence;
  }

  /**
   * 0 for what is tested on, 1 for what choices are made on, 2 for what is learned from: test and strange units may
   * share functions.
   */
  private static int splitRank(CorpusUnit unit) {
    return Math.max(0, PRECEDENCE.indexOf(Split.valueOf(unit.split())) - 1);
  }
}
