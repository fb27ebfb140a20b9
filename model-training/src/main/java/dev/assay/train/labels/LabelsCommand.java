package dev.assay.train.labels;

import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.measure.Measurer;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train labels}: runs each of the 124 passes and -Oz on every unit. */
@Command(name = "labels", mixinStandardHelpOptions = true,
    description = "Measures what each single pass and -Oz leave of every unit of a corpus; resumes where it was.")
public final class LabelsCommand implements Callable<Integer> {
  private static final String OZ = "default<Oz>";

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus.")
  private Path corpusFolder;

  @Option(names = "--known", paramLabel = "DIR",
      description = "Another corpus with labels; what is known of the same units is taken over.")
  private Optional<Path> known = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Corpus corpus = Corpus.open(corpusFolder);
    Shards<Labels> labels = in(corpusFolder);
    labels.removeHalves();
    List<List<String>> sequences = new ArrayList<>();
    for (Pass pass : PassCatalogue.standard().passes()) {
      sequences.add(List.of(pass.pipeline()));
    }
    sequences.add(List.of(OZ));
    Map<String, Labels> measured = new HashMap<>();
    if (known.isPresent()) {
      in(known.get()).forEach(row -> measured.put(row.hash(), row));
    }
    int shards = corpus.shards().count();
    int done = Math.min(shards, labels.count());
    int perShard = corpus.units() / Math.max(1, shards);
    Progress step =
        new Progress(System.err, "labels", "units", corpus.units(), Math.min(corpus.units(), done * perShard));
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        Measurer measurer = new Measurer(pool)) {
      Map<String, String> provenance =
          Map.of("assay.step", "labels", "assay.corpus", corpus.sha256(), "assay.llvm", pool.llvmVersion());
      for (int shard = done; shard < shards; shard++) {
        List<CorpusUnit> units = corpus.shards().read(shard);
        List<CorpusUnit> unknown = units.stream().filter(unit -> !measured.containsKey(unit.hash())).toList();
        List<List<Outcome>> outcomes = measurer.measure(unknown.stream().map(CorpusUnit::unit).toList(), sequences);
        for (int i = 0; i < unknown.size(); i++) {
          List<Integer> counts = outcomes.get(i).stream().map(Measurer::count).toList();
          String hash = unknown.get(i).hash();
          measured.put(hash, new Labels(hash, counts.subList(0, counts.size() - 1), counts.getLast()));
        }
        List<Labels> rows = units.stream().map(unit -> measured.get(unit.hash())).toList();
        labels.write(shard, rows, provenance);
        step.advance(units.size(), "");
      }
    }
    return 0;
  }

  /** The labels that belong to a corpus, shard by shard and row by row in its order. */
  public static Shards<Labels> in(Path corpusFolder) {
    return new Shards<>(corpusFolder.resolve("labels"), Labels.class);
  }
}
