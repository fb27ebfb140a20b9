package dev.assay.train.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.train.store.WholeFile;
import dev.assay.tune.LibraryEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code library.json}, an entry a line so that a change of one can be read in a diff. */
public final class LibraryFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LibraryFile() {}

  /**
   * Writes a library.
   *
   * @param provenance what it was made from; added to what a file there says already
   */
  public static void write(Path file, List<LibraryEntry> entries, Map<String, Object> provenance) throws IOException {
    ObjectNode origin = JSON.createObjectNode();
    if (Files.exists(file) && JSON.readTree(file.toFile()).path("provenance") instanceof ObjectNode known) {
      origin = known;
    }
    origin.setAll((ObjectNode) JSON.valueToTree(new TreeMap<>(provenance)));
    StringBuilder text = new StringBuilder("{\"provenance\":").append(origin).append(",\n\"entries\":[\n");
    for (int i = 0; i < entries.size(); i++) {
      text.append(line(entries.get(i))).append(i + 1 < entries.size() ? ",\n" : "\n");
    }
    WholeFile.write(file, text.append("]}\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode line(LibraryEntry entry) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", entry.id()).put("level", entry.level().flag());
    ArrayNode options = line.putArray("options");
    entry.options().forEach(options::add);
    ArrayNode targets = line.putArray("targets");
    entry.targets().stream().sorted().forEach(targets::add);
    line.putObject("vetting").put("randomPrograms", entry.vetting().randomPrograms()).put("suites",
        entry.vetting().suites());
    return line;
  }
}
