package dev.assay.train.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.digest.Sha256;
import dev.assay.train.store.Shards;
import dev.assay.train.store.StoreException;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A finished corpus: shards of {@link CorpusUnit} and {@code corpus.json}, which is written last.
 *
 * @param shards the units
 * @param units how many there are
 * @param sha256 over all units' hashes, in order
 */
public record Corpus(Shards<CorpusUnit> shards, int units, String sha256) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "corpus.json";

  static void write(Path folder, List<CorpusUnit> units, Map<String, String> provenance, int perShard)
      throws IOException {
    Shards<CorpusUnit> shards = new Shards<>(folder.resolve("units"), CorpusUnit.class);
    Files.deleteIfExists(folder.resolve(MANIFEST));
    int count = (units.size() + perShard - 1) / perShard;
    for (int shard = 0; shard < count; shard++) {
      shards.write(shard, units.subList(shard * perShard, Math.min(units.size(), (shard + 1) * perShard)), provenance);
    }
    for (int stale = count; shards.has(stale); stale++) {
      Files.delete(shards.file(stale));
    }
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("units", units.size()).put("shards", count).put("sha256", sha256(units));
    provenance.forEach(manifest::put);
    ObjectNode versions = manifest.putObject("projects");
    units.stream().map(unit -> unit.project() + "\t" + (unit.version().isEmpty() ? "generated" : unit.version()))
        .distinct().sorted().map(line -> line.split("\t")).forEach(pair -> versions.put(pair[0], pair[1]));
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
    WholeFile.write(folder.resolve(MANIFEST), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens a finished corpus.
   *
   * @throws StoreException when it is not there, or not finished
   */
  public static Corpus open(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new StoreException("there is no finished corpus in " + folder + "; run assay train corpus --out " + folder);
    }
    JsonNode manifest = JSON.readTree(file.toFile());
    Shards<CorpusUnit> shards = new Shards<>(folder.resolve("units"), CorpusUnit.class);
    if (shards.count() != manifest.path("shards").asInt(-1)) {
      throw new StoreException("the corpus in " + folder + " has " + shards.count() + " shards instead of "
          + manifest.path("shards").asText() + "; run assay train corpus again");
    }
    return new Corpus(shards, manifest.path("units").asInt(), manifest.path("sha256").asText());
  }

  private static String sha256(List<CorpusUnit> units) {
    MessageDigest digest = Sha256.begin();
    units.forEach(unit -> digest.update((unit.hash() + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
