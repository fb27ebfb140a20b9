package dev.assay.train.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bundle.LibraryPart;
import dev.assay.train.store.WholeFile;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.LibraryItem;
import dev.assay.tune.OptionPool;
import dev.assay.tune.Vetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code library.json}, an entry a line so that a change of one can be read in a diff. */
public final class LibraryFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LibraryFile() {}

  /**
   * Writes a library.
   *
   * @param provenance what it was made from; added to what a file there says already
   */
  public static void write(Path file, Library library, Map<String, Object> provenance) throws IOException {
    ObjectNode origin = provenance(file);
    origin.setAll((ObjectNode) JSON.valueToTree(new TreeMap<>(provenance)));
    WholeFile.write(file, text(origin, library));
  }

  /**
   * A library with what another one has put in its places.
   *
   * @param file the library, which is not changed; empty where there is no such file
   * @param old what the other one was made of: what has these names, and it does not have any more, is left out
   * @param other the other library; its provenance is added
   * @return the text
   */
  public static byte[] merged(Path file, Library old, Path other) throws IOException {
    Library before = Files.exists(file) ? LibraryPart.inFile(file) : Library.EMPTY;
    Library news = LibraryPart.inFile(other);
    ObjectNode origin = provenance(file);
    origin.setAll(provenance(other));
    return text(origin,
        new Library(merged(before.entries(), old.entries(), news.entries()),
            merged(before.pools(), old.pools(), news.pools()),
            merged(before.pipelines(), old.pipelines(), news.pipelines())));
  }

  private static <T extends LibraryItem> List<T> merged(List<T> before, List<T> old, List<T> news) {
    Map<String, T> left = new LinkedHashMap<>();
    news.forEach(one -> left.put(one.id(), one));
    Set<String> replaced = old.stream().map(LibraryItem::id).collect(Collectors.toSet());
    List<T> merged = new ArrayList<>();
    for (T one : before) {
      T by = left.remove(one.id());
      if (by != null) {
        merged.add(by);
      } else if (!replaced.contains(one.id())) {
        merged.add(one);
      }
    }
    merged.addAll(left.values());
    return merged;
  }

  private static ObjectNode provenance(Path file) throws IOException {
    return Files.exists(file) && JSON.readTree(file.toFile()).path("provenance") instanceof ObjectNode known ? known
        : JSON.createObjectNode();
  }

  private static byte[] text(ObjectNode origin, Library library) {
    StringBuilder text = new StringBuilder("{\"provenance\":").append(origin);
    text.append(",\n\"entries\":[\n").append(lines(library.entries(), LibraryFile::line)).append("]");
    if (!library.pools().isEmpty()) {
      text.append(",\n\"pools\":[\n").append(lines(library.pools(), LibraryFile::line)).append("]");
    }
    if (!library.pipelines().isEmpty()) {
      text.append(",\n\"pipelines\":[\n").append(lines(library.pipelines(), LibraryFile::line)).append("]");
    }
    return text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static <T> String lines(List<T> parts, Function<T, ObjectNode> line) {
    return parts.stream().map(part -> line.apply(part).toString()).collect(Collectors.joining(",\n", "", "\n"));
  }

  private static ObjectNode line(LibraryEntry entry) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", entry.id()).put("level", entry.level().flag());
    put(line, "options", entry.options());
    return about(line, entry.targets(), entry.vetting());
  }

  private static ObjectNode line(OptionPool pool) {
    ObjectNode line = JSON.createObjectNode();
    put(line.put("id", pool.id()), "options", pool.options());
    return about(line, pool.targets(), pool.vetting());
  }

  private static ObjectNode line(FunctionPipeline pipeline) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", pipeline.id()).put("passes", pipeline.passes());
    if (!pipeline.attributes().isEmpty()) {
      put(line, "attributes", pipeline.attributes());
    }
    return about(line, pipeline.targets(), pipeline.vetting());
  }

  private static void put(ObjectNode line, String name, List<String> words) {
    ArrayNode all = line.putArray(name);
    words.forEach(all::add);
  }

  private static ObjectNode about(ObjectNode line, Set<String> targets, Vetting vetting) {
    ArrayNode names = line.putArray("targets");
    targets.stream().sorted().forEach(names::add);
    line.putObject("vetting").put("randomPrograms", vetting.randomPrograms()).put("suites", vetting.suites());
    return line;
  }
}
