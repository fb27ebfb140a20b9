package dev.assay.train.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.data.CodesRow;
import dev.assay.train.data.CodesTable;
import dev.assay.train.data.RowKinds;
import dev.assay.train.store.Shards;
import dev.assay.train.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay train prune}: codes, probes and weights without some of the probes. */
@Command(name = "prune", mixinStandardHelpOptions = true,
    description = "Takes probes out of what was trained with them, for example such as turned out to crash LLVM. An"
        + " encoder takes any rows, so the others are worth what they were; evaluate and export what is left.")
public final class PruneCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "weights.safetensors";

  @Option(names = "--rows", required = true, split = ",", paramLabel = "N,...",
      description = "The probes to take out, counted from 0.")
  private List<Integer> rows = new ArrayList<>();

  @Option(names = "--codes", required = true, paramLabel = "DIR", description = "Folder of assay train codebooks.")
  private Path codes;

  @Option(names = "--probes", required = true, paramLabel = "DIR", description = "Folder of assay train probes.")
  private Path probes;

  @Option(names = "--weights", required = true, paramLabel = "DIR",
      description = "Folder of assay train encoder or heads; may be given several times.")
  private List<Path> weights = new ArrayList<>();

  @Option(names = "--out", required = true, paramLabel = "DIR",
      description = "Folder that gets codes/, probes/, and one for each folder of weights, of the same name.")
  private Path out;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    // As it is written: a probe may have to go since its passes are no longer known.
    JsonNode set = JSON.readTree(probes.resolve("probes.json").toFile());
    int before = set.path("probes").size();
    KeptRows kept;
    try {
      kept = KeptRows.without(before, rows);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    pruneProbes(set, kept);
    pruneCodes(kept);
    for (Path folder : weights) {
      Safetensors.Content content = Safetensors.read(folder.resolve(WEIGHTS));
      Path target = Files.createDirectories(out.resolve(folder.getFileName()));
      Safetensors.write(target.resolve(WEIGHTS), kept.of(content.tensors()), content.metadata());
      Path log = folder.resolve(folder.getFileName() + ".jsonl");
      if (Files.exists(log)) { // what the pictures of the evaluation are made of
        Files.copy(log, target.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    System.err.println("prune: " + kept.numbers().size() + " of " + before + " probes are left in " + out);
    return 0;
  }

  private void pruneProbes(JsonNode set, KeptRows kept) throws IOException {
    JsonNode description = JSON.readTree(probes.resolve("bundle.json").toFile());
    List<List<String>> names = new ArrayList<>();
    for (JsonNode sequence : set.path("probes")) {
      List<String> passes = new ArrayList<>();
      sequence.forEach(pass -> passes.add(pass.asText()));
      names.add(passes);
    }
    BundleWriter.write(out.resolve("probes"), description.path("id").asText(), description.path("llvm").asText(),
        description.path("L").asInt(), kept.of(names), kept.among(set.path("core").asInt()),
        description.path("corpus").path("sha256").asText(), description.path("corpus").path("units").asInt(),
        description.path("seed").asLong());
  }

  private void pruneCodes(KeptRows kept) throws IOException {
    Path target = Files.createDirectories(out.resolve("codes"));
    new RowKinds(kept.of(RowKinds.in(codes).pipelines())).write(target);
    Files.copy(codes.resolve("codebooks.npy"), target.resolve("codebooks.npy"), StandardCopyOption.REPLACE_EXISTING);
    Shards<CodesRow> before = CodesTable.in(codes);
    Shards<CodesRow> after = CodesTable.in(target);
    for (int shard = 0; shard < before.count(); shard++) {
      after.write(shard, before.read(shard).stream().map(kept::of).toList(),
          Map.of("assay.step", "prune", "assay.rows", kept.numbers().toString()));
    }
  }
}
