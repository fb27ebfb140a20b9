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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train vet}: tries every entry of a library on programs of csmith's. */
@Command(name = "vet", mixinStandardHelpOptions = true,
    description = "Builds random programs with every entry of a library, and with every pipeline on all functions "
        + "of what entries leave, and runs them; what makes a program print what it does not print at -O0 is out. "
        + "What is for other machines than --flags says is left as it is, and so is what was vetted before. "
        + "Resumes where it was.")
public final class VetCommand implements Callable<Integer> {
  /** About a third of csmith's programs do not end; so many in a row mean that something else is wrong. */
  private static final int MOST_USELESS = 200;

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
    VetLog log = new VetLog(work.resolve("vetting.tsv"));
    LlvmDistribution llvm = LlvmDistribution.unpack();
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), llvm)) {
      RandomProgram.Tools tools = new RandomProgram.Tools(llvm.clang(), csmith, headers.toAbsolutePath(), linker, flags,
          runner, new FunctionPasses(pool));
      String family = family(tools);
      Library tried = all.forFamily(family);
      if (tried.entries().isEmpty()) { // pipelines follow an entry
        throw new StoreException(library + " has no entry for " + family);
      }
      Subjects subjects = new Subjects(tried, flags, log, isAgain ? Integer.MAX_VALUE : programs);
      if (subjects.tried().isEmpty()) {
        throw new StoreException("all that " + library + " has for " + family + " was tried on " + programs
            + " programs before; --again tries it once more");
      }
      long last = tryAll(tools, subjects);
      Files.createDirectories(out.toAbsolutePath().getParent());
      if (!Files.exists(out)) {
        Files.copy(library, out, StandardCopyOption.COPY_ATTRIBUTES); // for its provenance
      }
      LibraryFile.write(out, subjects.left(all),
          Map.of(provenanceName(family, subjects),
              Map.of("csmith", String.join(" ", shape), "firstSeed", seed, "lastSeed", last, "tried", subjects.tried(),
                  "fallen", List.copyOf(subjects.fallen()), "flags", String.join(" ", flags))));
    }
    if (bundle != null) {
      BundleWriter.add(bundle, "library.json", LibraryFile.merged(bundle.resolve("library.json"), all, out));
    }
    return 0;
  }

  /** Where the provenance says how this was done; what was said of things that were vetted before stays. */
  private String provenanceName(String family, Subjects subjects) {
    String name = flags.isEmpty() ? "vetting" : "vetting-" + family;
    String first = subjects.tried().get(0);
    return subjects.isWhole() ? name : name + "-of-" + first;
  }

  /** The last program's seed. */
  private long tryAll(RandomProgram.Tools tools, Subjects subjects) throws IOException {
    Path folder = Files.createDirectories(work.toAbsolutePath().resolve("program"));
    Progress step = new Progress(System.err, "vet", "programs", programs, 0);
    long next = seed;
    int useless = 0;
    for (int usable = 0; usable < programs; next++) {
      long number = next;
      if (subjects.tryOn(number, () -> new RandomProgram(tools, folder, number, shape), work)) {
        usable++;
        useless = 0;
        step.advance(1, subjects.fallen().size() + " entries fell");
      } else if (++useless == MOST_USELESS) {
        throw new StoreException("none of " + MOST_USELESS + " programs in a row, up to seed " + next
            + ", can be made, built and run at -O0; check --csmith, --csmith-headers and --linker");
      }
    }
    System.err.printf("vet: %d of %d entries fell%s%n", subjects.fallen().size(), subjects.tried().size(),
        subjects.fallen().isEmpty() ? "" : ": " + String.join(", ", subjects.fallen()));
    subjects.withoutCode()
        .forEach((id, count) -> System.err.printf("vet: %s makes no code of %d programs%n", id, count));
    return next - 1;
  }

  /** The family of machines that the flags name. */
  private String family(RandomProgram.Tools tools) throws IOException {
    List<String> line = new ArrayList<>(List.of(tools.clang().toString()));
    line.addAll(flags);
    line.add("-print-effective-triple");
    BoundedProcess.Outcome outcome =
        BoundedProcess.run(line, work, List.of(), RandomProgram.COMPILING, Cancellation.never());
    if (!outcome.isSuccess()) {
      throw new StoreException("clang does not know --flags " + String.join(" ", flags) + ": " + outcome.errors());
    }
    return Library.family(new String(outcome.output(), StandardCharsets.UTF_8).strip());
  }
}
