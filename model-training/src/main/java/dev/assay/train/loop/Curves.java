package dev.assay.train.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** How a training goes, a line of JSON a point. For one thread. */
public final class Curves {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /** Adds to a file, or begins one. */
  public Curves(Path file) {
    this.file = file;
  }

  /** Adds a point. */
  void add(long step, String what, Map<String, Double> values) throws IOException {
    ObjectNode line = JSON.createObjectNode().put("step", step).put("what", what);
    values.forEach(line::put);
    Files.writeString(file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Drops the points of these curves after a step, which are measured again, and a line that a kill cut off. */
  void dropAfter(long step, Set<String> whats) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    StringBuilder kept = new StringBuilder();
    String text = Files.readString(file);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode point = JSON.readTree(line);
      if (point.path("step").asLong() <= step || !whats.contains(point.path("what").asText())) {
        kept.append(line).append('\n');
      }
    }
    WholeFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
  }
}
