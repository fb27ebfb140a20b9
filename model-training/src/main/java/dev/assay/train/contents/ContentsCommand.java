package dev.assay.train.contents;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.content.Content;
import dev.assay.ir.ContentSource;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train contents}: reads what every unit says. */
@Command(name = "contents", mixinStandardHelpOptions = true,
    description = "Reads the types, constants and texts of every unit of a corpus; resumes where it was.")
public final class ContentsCommand implements Callable<Integer> {
  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus.")
  private Path corpusFolder;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder that the contents go to.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Corpus corpus = Corpus.open(corpusFolder);
    Shards<ContentRow> contents = new Shards<>(out, ContentRow.class);
    contents.removeHalves();
    int shards = corpus.shards().count();
    int done = Math.min(shards, contents.count());
    int perShard = corpus.units() / Math.max(1, shards);
    Progress step =
        new Progress(System.err, "contents", "units", corpus.units(), Math.min(corpus.units(), done * perShard));
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        ExecutorService threads = Executors.newFixedThreadPool(pool.size())) {
      ContentSource source = new ContentSource(pool);
      Map<String, String> provenance = Map.of("assay.step", "contents", "assay.corpus", corpus.sha256());
      for (int shard = done; shard < shards; shard++) {
        List<CorpusUnit> units = corpus.shards().read(shard);
        List<Future<Content>> running = new ArrayList<>();
        for (CorpusUnit row : units) {
          Unit unit = row.unit();
          running.add(threads.submit(() -> source.read(unit, Cancellation.never())));
        }
        List<Content> read = Waiting.results(running, Cancellation.never());
        List<ContentRow> rows = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
          rows.add(ContentRow.of(units.get(i).hash(), read.get(i)));
        }
        contents.write(shard, rows, provenance);
        step.advance(units.size(), "");
      }
    }
    return 0;
  }
}
