package dev.assay.train.vet;

import dev.assay.bundle.LibraryPart;
import dev.assay.pool.LlvmDistribution;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.library.LibraryFile;
import dev.assay.train.progress.Progress;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Vetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train vet}: tries every entry of a library on programs of csmith's. */
@Command(name = "vet", mixinStandardHelpOptions = true,
    description = "Builds random programs with every entry of a library and runs them; an entry whose program prints "
        + "what it does not print at -O0 is out. Resumes where it was.")
public final class VetCommand implements Callable<Integer> {
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

  @Option(names = "--bundle", paramLabel = "DIR",
      description = "Put the result into this bundle, too, as its library.json.")
  private Path bundle;

  @Override
  public Integer call() throws IOException {
    Library entries = LibraryPart.inFile(library);
    Files.createDirectories(work);
    VetLog log = new VetLog(work.resolve("vetting.tsv"));
    RandomProgram.Tools tools =
        new RandomProgram.Tools(LlvmDistribution.unpack().clang(), csmith, headers.toAbsolutePath(), linker);
    Set<String> fallen = new LinkedHashSet<>();
    Progress step = new Progress(System.err, "vet", "programs", programs, 0);
    long last = seed;
    for (int usable = 0; usable < programs; last++) {
      if (one(tools, last, entries, log, fallen)) {
        usable++;
        step.advance(1, fallen.size() + " entries fell");
      }
    }
    List<LibraryEntry> left = new ArrayList<>();
    for (LibraryEntry entry : entries.entries()) {
      if (!fallen.contains(entry.id())) {
        left.add(new LibraryEntry(entry.id(), entry.level(), entry.options(), entry.targets(),
            new Vetting(log.count(entry.arguments(), Verdict.SAME), entry.vetting().suites())));
      }
    }
    Files.createDirectories(out.toAbsolutePath().getParent());
    if (!Files.exists(out)) {
      Files.copy(library, out, StandardCopyOption.COPY_ATTRIBUTES); // for its provenance
    }
    LibraryFile.write(out, left, Map.of("vetting", Map.of("csmith", String.join(" ", shape), "firstSeed", seed,
        "lastSeed", last - 1, "fallen", List.copyOf(fallen))));
    if (bundle != null) {
      BundleWriter.add(bundle, "library.json", Files.readAllBytes(out));
    }
    System.err.printf("vet: %d of %d entries fell%s%n", fallen.size(), entries.entries().size(),
        fallen.isEmpty() ? "" : ": " + String.join(", ", fallen));
    return 0;
  }

  /** Tries one program on all entries that have not fallen; whether it was of use. */
  private boolean one(RandomProgram.Tools tools, long number, Library entries, VetLog log, Set<String> fallen)
      throws IOException {
    RandomProgram program = null;
    boolean isUsable = false;
    for (LibraryEntry entry : entries.entries()) {
      if (fallen.contains(entry.id())) {
        continue;
      }
      List<String> arguments = entry.arguments();
      if (log.verdict(number, arguments).isEmpty()) {
        if (program == null) {
          Path folder = Files.createDirectories(work.toAbsolutePath().resolve("program"));
          program = new RandomProgram(tools, folder, number, shape);
        }
        log.add(number, arguments, program.verdict(arguments));
      }
      Verdict verdict = log.verdict(number, arguments).orElseThrow();
      if (verdict == Verdict.DIFFERENT) {
        fallen.add(entry.id());
        if (program != null) {
          Files.copy(program.source(), work.resolve("mismatch-" + entry.id() + "-" + number + ".c"),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
      isUsable |= verdict != Verdict.UNUSABLE;
    }
    return isUsable || entries.entries().size() == fallen.size();
  }
}
