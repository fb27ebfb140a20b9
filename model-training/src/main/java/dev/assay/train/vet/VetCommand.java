package dev.assay.train.vet;

import dev.assay.bundle.LibraryPart;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.process.BoundedProcess;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.library.LibraryFile;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.StoreException;
import dev.assay.tune.FunctionPasses;
import dev.assay.tune.Library;
import dev.assay.tune.Vetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train vet}: tries every entry of a library on programs of csmith's, and on such as check themselves. */
@Command(name = "vet", mixinStandardHelpOptions = true,
    description = "Builds random programs with every entry of a library, with a set of every pool's options, another "
        + "one for each program, and with every pipeline on all functions of what entries leave, be it passes or "
        + "attributes, and runs them; what makes a program print what it does not print at -O0 is out. "
        + "What is for other machines than --flags says is left as it is, and so is what was vetted before. "
        + "Resumes where it was.")
public final class VetCommand implements Callable<Integer> {
  /** About a third of csmith's programs do not end; so many in a row mean that something else is wrong. */
  private static final int MOST_USELESS = 200;
  private static final Pattern SOURCE = Pattern.compile("\\.(c|C|cc|cpp|cxx)$");

  @Option(names = "--library", required = true, paramLabel = "FILE", description = "The library.json to vet.")
  private Path library;

  @Option(names = "--out", required = true, paramLabel = "FILE",
      description = "The library.json of what has not fallen, with how often it was tried.")
  private Path out;

  @Option(names = "--work", required = true, paramLabel = "DIR",
      description = "Folder for the log, and for the programs that an entry fell by.")
  private Path work;

  @Option(names = "--programs", defaultValue = "1000", description = "How many programs (${DEFAULT-VALUE}).")
  private int programs;

  @Option(names = "--seed", defaultValue = "1", description = "The first program's seed (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--csmith", defaultValue = "csmith", description = "The program (${DEFAULT-VALUE}).")
  private String csmith;

  @Option(names = "--csmith-headers", defaultValue = "/usr/include/csmith", paramLabel = "DIR",
      description = "Where csmith.h is (${DEFAULT-VALUE}).")
  private Path headers;

  @Option(names = "--shape", split = " ",
      defaultValue = "--max-funcs 5 --max-block-size 4 --max-block-depth 4 --max-expr-complexity 6 --max-array-dim 2",
      description = "csmith's options (${DEFAULT-VALUE}).")
  private List<String> shape;

  @Option(names = "--self-checking", paramLabel = "DIR",
      description = "A folder of programs, each one file of C or C++, that exit with 0 if they were built right: all "
          + "entries are tried on them, too. May be given again.")
  private List<Path> selfChecking = List.of();

  @Option(names = "--linker", split = " ", defaultValue = "gcc", paramLabel = "COMMAND",
      description = "What links objects (${DEFAULT-VALUE}).")
  private List<String> linker;

  @Option(names = "--flags", split = " ", paramLabel = "FLAGS",
      description = "Flags of clang's, for another target: --target=..., -mcpu=..., and -idirafter for its headers.")
  private List<String> flags = List.of();

  @Option(names = "--runner", split = " ", paramLabel = "COMMAND",
      description = "What runs programs of another machine, for example qemu-aarch64.")
  private List<String> runner = List.of();

  @Option(names = "--again", description = "Try what was vetted before, too.")
  private boolean isAgain;

  @Option(names = "--bundle", paramLabel = "DIR",
      description = "Put the result into this bundle's library.json, too; its other entries stay.")
  private Path bundle;

  @Override
  public Integer call() throws IOException {
    Library all = LibraryPart.inFile(library);
    Files.createDirectories(work);
    LlvmDistribution llvm = LlvmDistribution.unpack();
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), llvm)) {
      TestProgram.Tools tools = new TestProgram.Tools(llvm.clang(), csmith, headers.toAbsolutePath(), linker, flags,
          runner, new FunctionPasses(pool));
      String family = family(tools);
      Library tried = all.forFamily(family);
      if (tried.entries().isEmpty()) { // pipelines follow an entry
        throw new StoreException(library + " has no entry for " + family);
      }
      int enough = Math.min(programs, Vetting.ENOUGH_RANDOM_PROGRAMS);
      Subjects subjects = new Subjects(tried, flags, new VetLog(work.resolve("vetting.tsv")),
          new VetLog(work.resolve("self-checking.tsv")), isAgain ? Integer.MAX_VALUE : enough, work);
      if (subjects.tried().isEmpty() && selfChecking.isEmpty()) {
        throw new StoreException("all that " + library + " has for " + family + " was tried on " + enough
            + " programs before; --again tries it once more");
      }
      Map<String, Object> origin = tryAll(tools, subjects);
      Files.createDirectories(out.toAbsolutePath().getParent());
      if (!Files.exists(out)) {
        Files.copy(library, out, StandardCopyOption.COPY_ATTRIBUTES); // for its provenance
      }
      LibraryFile.write(out, subjects.left(all), Map.of(provenanceName(family, subjects), origin));
    }
    if (bundle != null) {
      BundleWriter.add(bundle, "library.json", LibraryFile.merged(bundle.resolve("library.json"), all, out));
    }
    return 0;
  }

  /** Where the provenance says how this was done; what was said of things that were vetted before stays. */
  private String provenanceName(String family, Subjects subjects) {
    String name = flags.isEmpty() ? "vetting" : "vetting-" + family;
    if (subjects.isWhole()) {
      return name;
    }
    return name + "-of-" + (subjects.tried().isEmpty() ? "self-checking" : subjects.tried().getFirst());
  }

  /** What the provenance says of it. */
  private Map<String, Object> tryAll(TestProgram.Tools tools, Subjects subjects) throws IOException {
    Path folder = Files.createDirectories(work.toAbsolutePath().resolve("program"));
    Map<String, Object> origin = new TreeMap<>(Map.of("flags", String.join(" ", flags)));
    if (!subjects.tried().isEmpty()) {
      origin.putAll(Map.of("csmith", String.join(" ", shape), "firstSeed", seed, "tried", subjects.tried()));
      origin.put("lastSeed", tryRandom(tools, folder, subjects));
    }
    if (!selfChecking.isEmpty()) {
      origin.put("selfChecking", trySelfChecking(tools, folder, subjects));
    }
    origin.put("fallen", List.copyOf(subjects.fallen()));
    System.err.printf("vet: %d entries fell%s%n", subjects.fallen().size(),
        subjects.fallen().isEmpty() ? "" : ": " + String.join(", ", subjects.fallen()));
    subjects.withoutCode()
        .forEach((id, count) -> System.err.printf("vet: %s makes no code of %d programs%n", id, count));
    return origin;
  }

  /** The last program's seed. */
  private long tryRandom(TestProgram.Tools tools, Path folder, Subjects subjects) throws IOException {
    Progress step = new Progress(System.err, "vet", "programs", programs, 0);
    long next = seed;
    int useless = 0;
    for (int usable = 0; usable < programs; next++) {
      long number = next;
      if (subjects.tryRandom(number, () -> TestProgram.random(tools, folder, number, shape))) {
        usable++;
        useless = 0;
        step.advance(1, subjects.fallen().size() + " entries fell");
      } else if (++useless == MOST_USELESS) {
        throw new StoreException("none of " + MOST_USELESS + " programs in a row, up to seed " + next
            + ", can be made, built and run at -O0; check --csmith, --csmith-headers and --linker");
      }
    }
    return next - 1;
  }

  /** How many programs were of use. */
  private int trySelfChecking(TestProgram.Tools tools, Path built, Subjects subjects) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (Path root : selfChecking) {
      Path folder = root.toAbsolutePath().normalize();
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(one -> SOURCE.matcher(one.getFileName().toString()).find()).toList()) {
          String name = folder.getFileName() + "/" + folder.relativize(file);
          if (files.put(name, file) != null) {
            throw new StoreException("two folders of --self-checking have " + name + "; rename one of the folders");
          }
        }
      }
    }
    Progress step = new Progress(System.err, "vet", "self-checking programs", files.size(), 0);
    int usable = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (subjects.trySelfChecking(file.getKey(), usable,
          () -> TestProgram.selfChecking(tools, built, file.getValue()))) {
        usable++;
      }
      step.advance(1, subjects.fallen().size() + " entries fell");
    }
    if (usable == 0) {
      throw new StoreException("none of the " + files.size() + " self-checking programs in " + selfChecking
          + " can be built and run at -O0, -Oz and -O2; check --self-checking and --linker");
    }
    return usable;
  }

  /** The family of machines that the flags name. */
  private String family(TestProgram.Tools tools) throws IOException {
    List<String> line = new ArrayList<>(List.of(tools.clang().toString()));
    line.addAll(flags);
    line.add("-print-effective-triple");
    BoundedProcess.Outcome outcome =
        BoundedProcess.run(line, work, List.of(), TestProgram.COMPILING, Cancellation.never());
    if (!outcome.isSuccess()) {
      throw new StoreException("clang does not know --flags " + String.join(" ", flags) + ": " + outcome.errors());
    }
    return Library.family(new String(outcome.output(), StandardCharsets.UTF_8).strip());
  }
}
