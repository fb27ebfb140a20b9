package dev.assay.train.loop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** How a training goes, a line of JSON a point. */
public final class Curves {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /** Goes on with a file, or begins one. */
  public Curves(Path file) {
    this.file = file;
  }

  /** Adds a point. */
  public void add(long step, String what, Map<String, Double> values) throws IOException {
    ObjectNode line = JSON.createObjectNode().put("step", step).put("what", what);
    values.forEach(line::put);
    Files.writeString(file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
