package dev.assay.train.spectra;

import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.labels.Labels;
import dev.assay.train.labels.LabelsCommand;
import dev.assay.train.measure.Measurer;
import dev.assay.train.progress.Progress;
import dev.assay.train.store.Shards;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train spectra}: runs the probes on every unit. */
@Command(name = "spectra", mixinStandardHelpOptions = true,
    description = "Runs the probes on every unit of a corpus, all cores; resumes where it was.")
public final class SpectraCommand implements Callable<Integer> {
  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus, with its labels.")
  private Path corpusFolder;

  @Option(names = "--probes", required = true, paramLabel = "DIR", description = "The bundle whose probes are run.")
  private Path bundleFolder;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder that the spectra go to.")
  private Path out;

  @Option(names = "--known", paramLabel = "DIR",
      description = "Spectra of another corpus by the same probes; what is known of the same units is taken over.")
  private Optional<Path> known = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Corpus corpus = Corpus.open(corpusFolder);
    Shards<Labels> labels = LabelsCommand.in(corpusFolder);
    Bundle bundle = BundleReader.inFolder(bundleFolder);
    Shards<SpectrumRow> spectra = new Shards<>(out, SpectrumRow.class);
    spectra.removeHalves();
    Map<String, SpectrumRow> measured = known.isPresent() ? measuredBefore(known.get(), bundle) : Map.of();
    int shards = corpus.shards().count();
    int done = Math.min(shards, spectra.count());
    int perShard = corpus.units() / Math.max(1, shards);
    Progress step =
        new Progress(System.err, "spectra", "units", corpus.units(), Math.min(corpus.units(), done * perShard));
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        Measurer measurer = new Measurer(pool)) {
      Map<String, String> provenance = Map.of("assay.step", "spectra", "assay.corpus", corpus.sha256(), "assay.bundle",
          bundle.id(), "assay.llvm", pool.llvmVersion());
      for (int shard = done; shard < shards; shard++) {
        List<CorpusUnit> units = corpus.shards().read(shard);
        List<Labels> labelled = labels.read(shard);
        List<CorpusUnit> unknown = units.stream().filter(unit -> !measured.containsKey(unit.hash())).toList();
        Iterator<List<Outcome>> outcomes =
            measurer.measure(unknown.stream().map(CorpusUnit::unit).toList(), bundle.probes().sequences()).iterator();
        List<SpectrumRow> rows = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
          CorpusUnit unit = units.get(i);
          if (!unit.hash().equals(labelled.get(i).hash())) {
            throw new StoreException(labels.file(shard) + " does not belong to this corpus; delete " + labels.folder()
                + " and run assay train labels again");
          }
          SpectrumRow before = measured.get(unit.hash());
          rows.add(before == null ? SpectrumRow.of(unit, labelled.get(i), outcomes.next())
              : SpectrumRow.of(unit, labelled.get(i), before));
        }
        spectra.write(shard, rows, provenance);
        step.advance(units.size(), "");
      }
    }
    return 0;
  }

  private static Map<String, SpectrumRow> measuredBefore(Path folder, Bundle bundle) throws IOException {
    Shards<SpectrumRow> spectra = new Shards<>(folder, SpectrumRow.class);
    int probes = bundle.probes().sequences().size();
    Map<String, SpectrumRow> rows = new HashMap<>();
    spectra.forEach(row -> {
      if (row.probes().size() == probes) {
        rows.put(row.hash(), row);
      }
    });
    if (rows.isEmpty()) {
      throw new StoreException(spectra.folder() + " has no spectra by " + probes + " probes; leave --known out");
    }
    return rows;
  }
}
