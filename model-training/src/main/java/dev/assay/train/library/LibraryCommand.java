package dev.assay.train.library;

import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.object.ObjectCode;
import dev.assay.pool.LlvmDistribution;
import dev.assay.source.SourceFile;
import dev.assay.train.progress.Progress;
import dev.assay.tune.FileSizes;
import dev.assay.tune.FileTuner;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.TuneInput;
import dev.assay.tune.Vetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train library}: finds sets of options that make small code. */
@Command(name = "library", mixinStandardHelpOptions = true,
    description = "Searches sets of compiler options that make training projects' files small, and writes them as a "
        + "library.json that has yet to be vetted. Resumes where it was.")
public final class LibraryCommand implements Callable<Integer> {
  /** What was known to be good when the search began; other machines than x86 outline at -Oz anyway. */
  private static final String START = "-fno-slp-vectorize;-fno-vectorize;-mllvm -sink-common-insts;-mllvm "
      + "-enable-gvn-sink;-mllvm -enable-gvn-hoist;-mllvm -enable-load-pre=false;-mllvm -disable-lsr;-mllvm "
      + "-bonus-inst-threshold=4;-mllvm -apply-ext-tsp-for-size";
  private static final String OUTLINER = "-mllvm -enable-machine-outliner=always";
  /**
   * What is tried, in this order. {@code -enable-newgvn} is not: with {@code -replexitval=never} it miscompiled a
   * program that was none of the thousand that its entries were vetted with.
   */
  private static final String CANDIDATES = "-bonus-inst-threshold=0 -disable-machine-licm -enable-misched=false "
      + "-enable-ipra -enable-gvn-memdep=false -disable-licm-promotion -sink-common-insts -enable-gvn-hoist "
      + "-two-entry-phi-node-folding-threshold=1 -replexitval=never -tail-merge-size=1 -ir-outliner "
      + "-jump-threading-threshold=0 -no-phi-elim-live-out-early-exit -sink-insts-to-avoid-spills "
      + "-enable-shrink-wrap=false -inline-threshold=0 -phi-elim-split-all-critical-edges "
      + "-regalloc-csr-first-time-cost=1000 -pre-RA-sched=source -enable-gvn-sink -enable-load-pre=false -disable-lsr "
      + "-inline-threshold=-30 -inline-threshold=50 -min-jump-table-entries=8 -jump-is-expensive";

  @Mixin
  private SampleOptions sample;

  @Option(names = "--work", required = true, paramLabel = "DIR", description = "Folder for what was measured.")
  private Path work;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The library.json.")
  private Path out;

  @Option(names = "--most-bytes", defaultValue = "16000",
      description = "Files with more code at -Oz are left out, as are those with less than 700 (${DEFAULT-VALUE}).")
  private long mostBytes;

  @Option(names = "--entries", defaultValue = "12", description = "The most entries (${DEFAULT-VALUE}).")
  private int entries;

  @Option(names = "--candidates", split = " ", defaultValue = CANDIDATES,
      description = "LLVM's options to try, in order (${DEFAULT-VALUE}).")
  private List<String> candidates;

  private static final long LEAST_BYTES = 700;

  /** A file of the sample. */
  private record Sampled(String name, FileSizes sizes) {}

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(work);
    SizeLog log = new SizeLog(work.resolve("sizes.tsv"));
    FileTuner tuner = new FileTuner(LlvmDistribution.unpack(), Library.EMPTY);
    List<Sampled> files = new ArrayList<>();
    String family = "";
    long textAtOz = 0;
    for (SourceFile source : sample.sources()) {
      TuneInput input = new TuneInput.OfWorkspace(source);
      Sampled file = new Sampled(source.path().toString(), tuner.sizes(input));
      long bytes = size(file, List.of(Level.OZ.flag()), log);
      if (bytes >= LEAST_BYTES && bytes <= mostBytes) {
        files.add(file);
        textAtOz += bytes;
        family = family.isEmpty() ? Library.family(tuner.target(input, Cancellation.never())) : family;
      }
    }
    Progress step = new Progress(System.err, "library", "sets", candidates.size() + 2L, 0);
    try (ExecutorService pool = Executors.newFixedThreadPool(sample.threads())) {
      LibrarySearch search = new LibrarySearch(options -> {
        List<Future<Long>> tasks = new ArrayList<>();
        for (Sampled file : files) {
          tasks.add(pool.submit(() -> size(file, arguments(options), log)));
        }
        List<Long> sizes = Waiting.results(tasks, new Cancellation());
        step.advance(1, "");
        return sizes;
      });
      Set<String> start = new TreeSet<>(List.of(START.split(";")));
      if (family.startsWith("x86")) {
        start.add(OUTLINER);
      }
      List<Set<String>> sets = new ArrayList<>(
          search.search(start, candidates.stream().map(option -> "-mllvm " + option).toList(), entries));
      if (!sets.contains(start)) {
        sets.add(start); // what everything is compared with
      }
      List<LibraryEntry> library = new ArrayList<>();
      for (Set<String> set : sets) {
        String name = set.equals(start) ? "fixed" : Integer.toString(library.size() + 1);
        library.add(new LibraryEntry(family + "-" + name, Level.OZ, List.copyOf(set), Set.of(family), Vetting.NONE));
      }
      LibraryFile.write(out, new Library(library), Map.of("search-" + family,
          sample.provenance(Map.of("files", files.size(), "sets", candidates.size() + 2, "textAtOz", textAtOz))));
    }
    return 0;
  }

  private static List<String> arguments(Set<String> options) {
    return new LibraryEntry("", Level.OZ, List.copyOf(options), Set.of(), Vetting.NONE).arguments();
  }

  /** A file's bytes of code; {@link Long#MAX_VALUE} where clang makes none. */
  private static long size(Sampled file, List<String> arguments, SizeLog log) throws IOException {
    if (log.size(file.name, arguments).isEmpty()) {
      Made<ObjectCode> code = file.sizes.with(arguments, Cancellation.never());
      log.add(file.name, arguments, code.value().map(ObjectCode::bytes).orElse(Long.MAX_VALUE));
    }
    return log.size(file.name, arguments).orElseThrow();
  }
}
