package dev.assay.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Writes a bundle folder; each part appears whole or not at all. */
final class BundleWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BundleWriter() {}

  /** Writes the probes, one a line so that a change of one can be read in a diff, and the description of the bundle. */
  static void write(Path folder, String id, String llvm, int length, List<List<String>> probes, String corpusHash,
      int corpusUnits, long seed) throws IOException {
    Files.createDirectories(folder);
    StringBuilder lines = new StringBuilder("{\"probes\":[\n");
    for (int i = 0; i < probes.size(); i++) {
      ArrayNode row = JSON.createArrayNode();
      probes.get(i).forEach(row::add);
      lines.append(row).append(i + 1 < probes.size() ? ",\n" : "\n");
    }
    String text = lines.append("]}\n").toString();
    ObjectNode description = JSON.createObjectNode();
    description.put("id", id).put("llvm", llvm).put("P", probes.size()).put("L", length);
    description.putObject("corpus").put("units", corpusUnits).put("sha256", corpusHash);
    description.put("seed", seed);
    description.putObject("sha256").put("probes.json", sha256(text));
    put(folder.resolve("probes.json"), text);
    put(folder.resolve("bundle.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n");
  }

  private static void put(Path file, String text) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(half, text, StandardCharsets.UTF_8);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
