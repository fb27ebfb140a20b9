package dev.assay.train.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bundle.LibraryPart;
import dev.assay.train.store.WholeFile;
import dev.assay.tune.LibraryEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    ObjectNode origin = provenance(file);
    origin.setAll((ObjectNode) JSON.valueToTree(new TreeMap<>(provenance)));
    WholeFile.write(file, text(origin, entries));
  }

  /**
   * A library with the entries of another one put in their places.
   *
   * @param file the library, which is not changed; empty where there is no such file
   * @param old what the other one was made of: entries of these names that it does not have any more are left out
   * @param other the other library; its provenance is added
   * @return the text
   */
  public static byte[] merged(Path file, List<LibraryEntry> old, Path other) throws IOException {
    Map<String, LibraryEntry> news = new LinkedHashMap<>();
    LibraryPart.inFile(other).entries().forEach(entry -> news.put(entry.id(), entry));
    Set<String> replaced = new HashSet<>();
    old.forEach(entry -> replaced.add(entry.id()));
    List<LibraryEntry> entries = new ArrayList<>();
    for (LibraryEntry entry : Files.exists(file) ? LibraryPart.inFile(file).entries() : List.<LibraryEntry>of()) {
      LibraryEntry by = news.remove(entry.id());
      if (by != null) {
        entries.add(by);
      } else if (!replaced.contains(entry.id())) {
        entries.add(entry);
      }
    }
    entries.addAll(news.values());
    ObjectNode origin = provenance(file);
    origin.setAll(provenance(other));
    return text(origin, entries);
  }

  private static ObjectNode provenance(Path file) throws IOException {
    return Files.exists(file) && JSON.readTree(file.toFile()).path("provenance") instanceof ObjectNode known ? known
        : JSON.createObjectNode();
  }

  private static byte[] text(ObjectNode origin, List<LibraryEntry> entries) {
    StringBuilder text = new StringBuilder("{\"provenance\":").append(origin).append(",\n\"entries\":[\n");
    for (int i = 0; i < entries.size(); i++) {
      text.append(line(entries.get(i))).append(i + 1 < entries.size() ? ",\n" : "\n");
    }
    return text.append("]}\n").toString().getBytes(StandardCharsets.UTF_8);
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
