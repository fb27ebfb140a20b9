package dev.assay.train.library;

import dev.assay.bundle.LibraryPart;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.resource.ResourceLines;
import dev.assay.source.SourceFile;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.LineLog;
import dev.assay.train.store.StoreException;
import dev.assay.tune.FileSizes;
import dev.assay.tune.FileTuner;
import dev.assay.tune.FunctionPassCatalogue;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.FunctionSizes;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.TuneInput;
import dev.assay.tune.Vetting;
import dev.assay.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train pipelines}: chooses passes that make single functions small after all else. */
@Command(name = "pipelines", mixinStandardHelpOptions = true,
    description = "Tries a pool of function pipelines on what a library's entries leave of training projects' files, "
        + "and writes the library with those that together save most, which have yet to be vetted. Resumes where it "
        + "was.")
public final class PipelinesCommand implements Callable<Integer> {
  private static final String POOL = "/dev/assay/train/library/pipelines.txt";
  private static final long LEAST_BYTES = 200;

  @Mixin
  private SampleOptions sample;

  @Option(names = "--library", required = true, paramLabel = "FILE",
      description = "The library.json whose entries come first; its other pipelines stay, and so do attributes.")
  private Path library;

  @Option(names = "--work", required = true, paramLabel = "DIR", description = "Folder for what was measured.")
  private Path work;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The library.json.")
  private Path out;

  @Option(names = "--entries", defaultValue = "3",
      description = "Each file is compiled by the best of so many entries, from the first on (${DEFAULT-VALUE}).")
  private int entries;

  @Option(names = "--pipelines", defaultValue = "8", description = "The most pipelines (${DEFAULT-VALUE}).")
  private int pipelines;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(work);
    Library whole = LibraryPart.inFile(library);
    List<String> pool = pool();
    List<SourceFile> sources = sample.sources();
    String family = "";
    PipelineSelection selection = new PipelineSelection();
    Progress step = new Progress(System.err, "pipelines", "files", sources.size(), 0);
    int files = 0;
    try (
        WorkerPool workers =
            new WorkerPool(WorkerOptions.defaults().withWorkers(sample.threads()), LlvmDistribution.unpack());
        ExecutorService tasks = Executors.newFixedThreadPool(sample.threads())) {
      Measurements measurements = new Measurements(new LineLog(work.resolve("functions.tsv")), tasks);
      FileTuner tuner = new FileTuner(workers, whole);
      for (SourceFile source : sources) {
        TuneInput input = new TuneInput.OfWorkspace(source);
        family = family.isEmpty() ? Library.family(tuner.target(input, Cancellation.never())) : family;
        Optional<LibraryEntry> best = best(tuner, input, whole.forFamily(family));
        if (best.isPresent()) {
          files++;
          measurements.of(source.path().toString(), tuner, input, best.get(), pool, selection);
        }
        step.advance(1, source.path().getFileName().toString());
      }
    }
    List<FunctionPipeline> chosen = new ArrayList<>();
    long saved = 0;
    for (PipelineSelection.Chosen one : selection.best(pipelines)) {
      chosen.add(new FunctionPipeline(family + "-f" + (chosen.size() + 1), one.passes(), Set.of(family), Vetting.NONE));
      saved += one.bytesSaved();
      System.err.printf("pipelines: %s saves %,d bytes more%n", chosen.getLast().id(), one.bytesSaved());
    }
    String target = family;
    whole.pipelines().stream().filter(other -> !other.hasPasses() || !other.targets().equals(Set.of(target)))
        .forEach(chosen::add);
    LibraryFile.write(out, new Library(whole.entries(), whole.pools(), chosen),
        Map.of("pipelines-" + family, sample.provenance(Map.of("files", files, "saved", saved))));
    return 0;
  }

  /** The entry that makes a file smallest, of the first few; empty where the file is too small to say anything. */
  private Optional<LibraryEntry> best(FileTuner tuner, TuneInput input, Library ofTarget) {
    FileSizes sizes = tuner.sizes(input); // runs the front end once for entries that need the same of it
    Optional<LibraryEntry> best = Optional.empty();
    long smallest = Long.MAX_VALUE;
    for (LibraryEntry entry : ofTarget.entries().subList(0, Math.min(entries, ofTarget.entries().size()))) {
      long bytes = sizes.with(entry.arguments(), Cancellation.never()).value().map(code -> code.bytes()).orElse(0L);
      if (bytes >= LEAST_BYTES && bytes < smallest) {
        smallest = bytes;
        best = Optional.of(entry);
      }
    }
    return best;
  }

  private static List<String> pool() throws StoreException {
    List<String> pool = ResourceLines.of(PipelinesCommand.class, POOL);
    for (String passes : pool) {
      Optional<String> unknown = FunctionPassCatalogue.standard().unknown(passes);
      if (unknown.isPresent()) {
        throw new StoreException(POOL + " has the pass '" + unknown.get() + "', which is none that a library may have");
      }
    }
    return pool;
  }

  /** What was measured, a line for each file and pipeline: by function, how many bytes it saves, or costs. */
  private static final class Measurements {
    private final LineLog log;
    private final ExecutorService tasks;
    private final Map<String, String> known = new HashMap<>();

    Measurements(LineLog log, ExecutorService tasks) throws IOException {
      this.log = log;
      this.tasks = tasks;
      for (String[] line : log.read(3)) {
        known.put(line[0] + "\t" + line[1], line[2]);
      }
    }

    void of(String file, FileTuner tuner, TuneInput input, LibraryEntry entry, List<String> pool,
        PipelineSelection selection) throws IOException {
      List<String> missing = pool.stream().filter(passes -> !known.containsKey(file + "\t" + passes)).toList();
      Optional<FunctionSizes> sizes =
          missing.isEmpty() ? Optional.empty() : tuner.functionSizes(input, entry, Cancellation.never()).value();
      if (sizes.isPresent()) {
        List<Future<String>> work = new ArrayList<>();
        for (String passes : missing) {
          work.add(tasks.submit(() -> saved(sizes.get(), passes)));
        }
        List<String> saved = Waiting.results(work, new Cancellation());
        for (int i = 0; i < missing.size(); i++) {
          known.put(file + "\t" + missing.get(i), saved.get(i));
          log.add(file, missing.get(i), saved.get(i));
        }
      }
      for (String passes : pool) {
        String saved = known.getOrDefault(file + "\t" + passes, "");
        for (String function : saved.isEmpty() ? new String[0] : saved.split(" ")) {
          int equals = function.lastIndexOf('=');
          selection.add(passes, file + " " + function.substring(0, equals),
              Long.parseLong(function.substring(equals + 1)));
        }
      }
    }

    private static String saved(FunctionSizes sizes, String passes) {
      List<String> saved = new ArrayList<>();
      sizes.after(List.of(new Request.RunOnFunctions.Part(passes, List.of())), Cancellation.never())
          .forEach((name, bytes) -> {
            long before = sizes.before().getOrDefault(name, 0L);
            if (bytes > 0 && before != bytes && !name.contains(" ")) {
              saved.add(name + "=" + (before - bytes));
            }
          });
      return String.join(" ", saved.stream().sorted().toList());
    }
  }
}
