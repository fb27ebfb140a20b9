package dev.assay.train.spectra;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.feature.Ir2Vec;
import dev.assay.ir.EntityReader;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train vectors}: IR2Vec's vectors of all units, for the evaluation to compare with. */
@Command(name = "vectors", mixinStandardHelpOptions = true,
    description = "Writes symbolic IR2Vec's vectors of a corpus: a line a unit, its hash, a tab, and 300 numbers.")
public final class VectorsCommand implements Callable<Integer> {
  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus.")
  private Path corpusFolder;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file for evaluate --vectors.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Corpus corpus = Corpus.open(corpusFolder);
    Ir2Vec ir2Vec = Ir2Vec.shipped();
    StringBuilder lines = new StringBuilder();
    Progress step = new Progress(System.err, "vectors", "units", corpus.units(), 0);
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        ExecutorService threads = Executors.newFixedThreadPool(pool.size())) {
      EntityReader reader = new EntityReader(pool);
      for (int shard = 0; shard < corpus.shards().count(); shard++) {
        List<CorpusUnit> units = corpus.shards().read(shard);
        List<Future<float[]>> running = new ArrayList<>();
        for (CorpusUnit row : units) {
          Unit unit = row.unit();
          running.add(threads.submit(() -> ir2Vec.vector(reader.count(unit, Cancellation.never()))));
        }
        List<float[]> vectors = Waiting.results(running, Cancellation.never());
        for (int i = 0; i < units.size(); i++) {
          lines.append(units.get(i).hash()).append('\t');
          for (float number : vectors.get(i)) {
            lines.append(number).append(' ');
          }
          lines.setCharAt(lines.length() - 1, '\n');
        }
        step.advance(units.size(), "");
      }
    }
    WholeFile.write(out, lines.toString().getBytes(StandardCharsets.UTF_8));
    return 0;
  }
}
