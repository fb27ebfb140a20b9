package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.store.Provenance;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a search has found so far, a line a step in a file, so that a killed search resumes where it was. Each step has
 * a name; the same name is never searched twice.
 */
final class SearchLog {
  private static final String COMMENT = "# ";

  private final Path file;
  private final Map<String, List<Pass>> found = new LinkedHashMap<>();

  /**
   * The log in a file, which is begun when missing.
   *
   * @param provenance all that the search depends on
   * @throws StoreException when the file is of another search; the message says what differs
   */
  SearchLog(Path file, Record provenance) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, COMMENT + Provenance.write(provenance) + "\n");
      return;
    }
    List<String> lines = Files.readAllLines(file);
    String header =
        lines.isEmpty() || !lines.getFirst().startsWith(COMMENT) ? "" : lines.getFirst().substring(COMMENT.length());
    String differences = Provenance.differences(header, provenance);
    if (!differences.isEmpty()) {
      throw new StoreException(
          file + " is of a search with other settings (" + differences + "); delete it to search from the beginning");
    }
    if (!Files.readString(file).endsWith("\n")) {
      Files.writeString(file, "\n", StandardOpenOption.APPEND); // a kill cut the last line off
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3 && parts[2].equals("end")) {
        found.put(parts[0], passes(parts[1]));
      }
    }
  }

  private static List<Pass> passes(String names) {
    List<Pass> passes = new ArrayList<>();
    for (String name : names.split(",")) {
      PassCatalogue.standard().named(name).ifPresent(passes::add);
    }
    return passes;
  }

  /** All that was found before, as it was found. */
  Collection<List<Pass>> found() {
    return List.copyOf(found.values());
  }

  /** What was found in a step; searched now unless it has been. */
  List<Pass> step(String name, Supplier<List<Pass>> search) throws IOException {
    if (!found.containsKey(name)) {
      List<Pass> sequence = search.get();
      String names = String.join(",", sequence.stream().map(Pass::name).toList());
      Files.writeString(file, name + "\t" + names + "\tend\n", StandardOpenOption.APPEND);
      found.put(name, sequence);
    }
    return found.get(name);
  }
}
