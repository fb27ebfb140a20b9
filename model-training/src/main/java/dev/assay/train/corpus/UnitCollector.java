package dev.assay.train.corpus;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.IrReader;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Turns a project's sources into units: each file as the optimiser is given it, at -O0, and optimised at one level, of
 * each the whole module and some functions. Files come in an order of the seed's, until the project has given its
 * share. The same seed gives the same units, however many cores there are.
 */
final class UnitCollector {
  /** Smaller ones say little, larger ones cost much. */
  private static final int LEAST_INSTRUCTIONS = 25;
  private static final int MOST_OF_A_FUNCTION = 3000;
  private static final int MOST_OF_A_PROGRAM = 12_000;

  /** Of large projects a sample will do. */
  private static final int MOST_FILES = 60;
  private static final int BATCH = 8;

  private final WorkerPool pool;
  private final CorpusCompiler compiler;
  private final int perFile;
  private final long seed;

  /**
   * A collector.
   *
   * @param perFile functions of a file and a flavour at most: a few files must not be a whole project
   */
  UnitCollector(WorkerPool pool, CorpusCompiler compiler, int perFile, long seed) {
    this.pool = pool;
    this.compiler = compiler;
    this.perFile = perFile;
    this.seed = seed;
  }

  /** One thing to compile, in whatever flavours there are of it. */
  interface Source {
    /** Its bitcode, if it compiles. */
    Optional<byte[]> compile(CorpusCompiler compiler, Flavour flavour) throws IOException;

    /** How the corpus names it. */
    String name();
  }

  /** The sources of a project, as its compile commands have them. */
  static List<Source> sources(Project project) {
    List<Source> sources = new ArrayList<>();
    for (Project.Command command : project.commands()) {
      sources.add(new Source() {
        @Override
        public Optional<byte[]> compile(CorpusCompiler compiler, Flavour flavour) throws IOException {
          return compiler.compile(command, flavour);
        }

        @Override
        public String name() {
          return ProjectReader.inProject(project.folder(), command.file());
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
    Random random = new Random(seed ^ project.name().hashCode());
    List<Source> order = new ArrayList<>(sources);
    Collections.shuffle(order, random);
    order = project.domain().equals(Generated.DOMAIN) ? order : order.subList(0, Math.min(MOST_FILES, order.size()));
    int fromEach = Math.max(perFile, most / (4 * Math.max(1, order.size())));
    List<CorpusUnit> units = new ArrayList<>();
    Set<String> known = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (int from = 0; from < order.size() && units.size() < most; from += BATCH) {
        List<Future<List<CorpusUnit>>> batch = new ArrayList<>();
        for (Source source : order.subList(from, Math.min(order.size(), from + BATCH))) {
          long ownSeed = random.nextLong();
          batch.add(threads.submit(() -> units(project, source, fromEach, new Random(ownSeed))));
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

  private List<CorpusUnit> units(Project project, Source source, int fromEach, Random random) throws IOException {
    List<Flavour> flavours =
        List.of(Flavour.GIVEN, Flavour.O0, Flavour.OPTIMISED.get(random.nextInt(Flavour.OPTIMISED.size())),
            Flavour.OPTIMISED.get(random.nextInt(Flavour.OPTIMISED.size())));
    List<CorpusUnit> units = new ArrayList<>();
    for (Flavour flavour : flavours.stream().distinct().toList()) {
      Optional<byte[]> bitcode = source.compile(compiler, flavour);
      if (bitcode.isPresent()) {
        units.addAll(units(project, source.name(), flavour, bitcode.get(), fromEach, random));
      }
    }
    return units;
  }

  private List<CorpusUnit> units(Project project, String file, Flavour flavour, byte[] bitcode, int fromEach,
      Random random) {
    IrReader reader = new IrReader(pool);
    List<Unit> chosen =
        new ArrayList<>(fitting(reader.program(bitcode, file, Cancellation.never()).units(), MOST_OF_A_PROGRAM));
    List<Unit> functions = new ArrayList<>(
        fitting(reader.functions(bitcode, file, Set.of(), Cancellation.never()).units(), MOST_OF_A_FUNCTION));
    Collections.shuffle(functions, random);
    chosen.addAll(functions.subList(0, Math.min(functions.size(), fromEach)));
    return chosen.stream().map(unit -> CorpusUnit.of(project, flavour, file, unit)).toList();
  }

  private static List<Unit> fitting(List<Unit> units, int most) {
    return units.stream()
        .filter(unit -> unit.instructionCount() >= LEAST_INSTRUCTIONS && unit.instructionCount() <= most).toList();
  }
}
