package dev.assay.train.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.digest.Sha256;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a bundle folder; each part appears whole or not at all. */
public final class BundleWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BundleWriter() {}

  /**
   * Writes a bundle of probes only, one a line so that a change of one can be read in a diff.
   *
   * @param core how many of the first probes are the core
   * @param corpusHash the corpus that they were searched on
   */
  public static void write(Path folder, String id, String llvm, int length, List<List<String>> probes, int core,
      String corpusHash, int corpusUnits, long seed) throws IOException {
    StringBuilder lines = new StringBuilder("{\"core\":" + core + ",\n\"probes\":[\n");
    for (int i = 0; i < probes.size(); i++) {
      ArrayNode row = JSON.createArrayNode();
      probes.get(i).forEach(row::add);
      lines.append(row).append(i + 1 < probes.size() ? ",\n" : "\n");
    }
    byte[] text = lines.append("]}\n").toString().getBytes(StandardCharsets.UTF_8);
    ObjectNode description = JSON.createObjectNode();
    description.put("id", id).put("llvm", llvm).put("P", probes.size()).put("L", length);
    description.putObject("corpus").put("units", corpusUnits).put("sha256", corpusHash);
    description.put("seed", seed);
    write(folder, description, Map.of("probes.json", text));
  }

  /**
   * Writes a bundle: its parts, and last {@code bundle.json} with the hash of each.
   *
   * @param description what bundle.json says besides the hashes
   * @param parts each part's bytes by its file name
   */
  public static void write(Path folder, ObjectNode description, Map<String, byte[]> parts) throws IOException {
    ObjectNode hashes = description.putObject("sha256");
    for (Map.Entry<String, byte[]> part : new TreeMap<>(parts).entrySet()) {
      hashes.put(part.getKey(), Sha256.hex(part.getValue()));
      WholeFile.write(folder.resolve(part.getKey()), part.getValue());
    }
    WholeFile.write(folder.resolve("bundle.json"),
        (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Puts one more part into a bundle that is there, or another one in its place.
   *
   * @param name its file name
   */
  public static void add(Path folder, String name, byte[] part) throws IOException {
    ObjectNode description = (ObjectNode) JSON.readTree(folder.resolve("bundle.json").toFile());
    TreeMap<String, String> hashes = new TreeMap<>();
    description.path("sha256").properties().forEach(known -> hashes.put(known.getKey(), known.getValue().asText()));
    hashes.put(name, Sha256.hex(part));
    ObjectNode sorted = description.putObject("sha256");
    hashes.forEach(sorted::put);
    WholeFile.write(folder.resolve(name), part);
    WholeFile.write(folder.resolve("bundle.json"),
        (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n")
            .getBytes(StandardCharsets.UTF_8));
  }
}
