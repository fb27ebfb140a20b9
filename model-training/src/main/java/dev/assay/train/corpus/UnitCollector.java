package dev.assay.train.corpus;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.IrReader;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Turns a project's sources into units: each file compiled in the ways of {@link Variant.Choice}, of each the whole
 * module and some functions. Files and functions are chosen by their identity: the same functions in every variant, as
 * far as inlining leaves them, and in every release of the project. Files come until the project has given its share.
 * The same projects give the same units, however many cores there are.
 */
final class UnitCollector {
  /** Smaller ones say little, larger ones cost much. */
  private static final int LEAST_INSTRUCTIONS = 25;
  /** What is left of a function that was chosen may be smaller: it is the other half of a pair. */
  private static final int LEAST_OF_A_CHOSEN_FUNCTION = 8;
  private static final int MOST_OF_A_FUNCTION = 3000;
  private static final int MOST_OF_A_PROGRAM = 12_000;

  /** Of large projects a sample will do. */
  private static final int MOST_FILES = 60;
  private static final int BATCH = 8;

  private final WorkerPool pool;
  private final CorpusCompiler compiler;
  private final Variant.Choice variants;
  private final int perFile;

  /**
   * A collector.
   *
   * @param perFile functions of a file and a variant at most: a few files must not be a whole project
   */
  UnitCollector(WorkerPool pool, CorpusCompiler compiler, Variant.Choice variants, int perFile) {
    this.pool = pool;
    this.compiler = compiler;
    this.variants = variants;
    this.perFile = perFile;
  }

  /** One thing to compile, in whatever ways there are. */
  interface Source {
    /** Its bitcode, if it compiles. */
    Optional<byte[]> compile(CorpusCompiler compiler, Variant variant) throws IOException;

    /** How the corpus names it. */
    String name();

    /** What it is written in, as {@link CorpusUnit#language} says it. */
    String language();
  }

  /** The sources of a project, as its compile commands have them. */
  static List<Source> sources(Project project) {
    List<Source> sources = new ArrayList<>();
    for (Project.Command command : project.commands()) {
      sources.add(new Source() {
        @Override
        public Optional<byte[]> compile(CorpusCompiler compiler, Variant variant) throws IOException {
          return compiler.compile(command, variant);
        }

        @Override
        public String name() {
          return ProjectReader.inProject(project.folder(), command.file());
        }

        @Override
        public String language() {
          return ProjectReader.language(command.file());
        }
      });
    }
    return sources;
  }

  /**
   * A project's units, without duplicates.
   *
   * @param most how many at most
   */
  List<CorpusUnit> collect(Project project, List<Source> sources, int most) throws IOException {
    List<Source> order = new ArrayList<>(sources);
    order
        .sort(Comparator.comparingDouble(source -> Identity.fraction(Identity.ofFile(project, source.name()), "file")));
    order = project.domain().equals(Generated.DOMAIN) ? order : order.subList(0, Math.min(MOST_FILES, order.size()));
    int fromEach = Math.max(perFile, most / (6 * Math.max(1, order.size())));
    List<CorpusUnit> units = new ArrayList<>();
    Set<String> known = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (int from = 0; from < order.size() && units.size() < most; from += BATCH) {
        List<Future<List<CorpusUnit>>> batch = new ArrayList<>();
        for (Source source : order.subList(from, Math.min(order.size(), from + BATCH))) {
          batch.add(threads.submit(() -> units(project, source, fromEach)));
        }
        for (Future<List<CorpusUnit>> one : batch) {
          for (CorpusUnit unit : Waiting.ioResult(one)) {
            if (units.size() < most && known.add(unit.hash())) {
              units.add(unit);
            }
          }
        }
      }
    }
    return units;
  }

  private List<CorpusUnit> units(Project project, Source source, int fromEach) throws IOException {
    List<CorpusUnit> units = new ArrayList<>();
    Set<String> chosen = new HashSet<>(); // by the first variant that compiles
    for (Variant variant : variants.of(Identity.ofFile(project, source.name()), project.split())) {
      Optional<byte[]> bitcode = source.compile(compiler, variant);
      if (bitcode.isEmpty()) {
        continue;
      }
      IrReader reader = new IrReader(pool);
      List<Unit> found = new ArrayList<>();
      reader.program(bitcode.get(), source.name(), Cancellation.never()).units().stream()
          .filter(unit -> isWithin(unit, LEAST_INSTRUCTIONS, MOST_OF_A_PROGRAM)).forEach(found::add);
      if (chosen.isEmpty()) {
        List<Unit> first = chosen(project, source, bitcode.get(), fromEach);
        first.forEach(unit -> chosen.add(unit.name()));
        found.addAll(first);
      } else {
        reader.functions(bitcode.get(), source.name(), chosen, Cancellation.never()).units().stream()
            .filter(
                unit -> chosen.contains(unit.name()) && isWithin(unit, LEAST_OF_A_CHOSEN_FUNCTION, MOST_OF_A_FUNCTION))
            .forEach(found::add);
      }
      found.forEach(unit -> units.add(CorpusUnit.of(project, variant, source, unit)));
    }
    return units;
  }

  private List<Unit> chosen(Project project, Source source, byte[] bitcode, int count) {
    return new IrReader(pool).functions(bitcode, source.name(), Set.of(), Cancellation.never()).units().stream()
        .filter(unit -> isWithin(unit, LEAST_INSTRUCTIONS, MOST_OF_A_FUNCTION))
        .sorted(Comparator.comparingDouble(
            unit -> Identity.fraction(Identity.ofFunction(project, source.name(), unit.name()), "function")))
        .limit(count).toList();
  }

  private static boolean isWithin(Unit unit, int least, int most) {
    return unit.instructionCount() >= least && unit.instructionCount() <= most;
  }
}
