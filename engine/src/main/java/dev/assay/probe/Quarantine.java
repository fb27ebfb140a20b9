package dev.assay.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers, by hash, what killed workers, so that it is not tried again at every start.
 *
 * <p>A sequence that killed a worker on a unit is left out from then on, and so is every sequence that begins with the
 * same passes; after {@value #DEATHS} deaths the whole unit is. Kept in a text file, one line a death; a file that
 * cannot be read or written costs nothing but the memory. Thread-safe.
 */
public final class Quarantine {
  /** After so many deaths a unit is not tried at all. */
  public static final int DEATHS = 3;

  private static final int REMEMBERED_UNITS = 10_000;

  private final Optional<Path> file;
  private final Map<String, Map<String, String>> deaths = new LinkedHashMap<>();

  private Quarantine(Optional<Path> file) {
    this.file = file;
  }

  /** One that lasts as long as this process. */
  public static Quarantine inMemory() {
    return new Quarantine(Optional.empty());
  }

  /** One that lasts, in the given file. */
  public static Quarantine inFile(Path file) {
    Quarantine quarantine = new Quarantine(Optional.of(file));
    quarantine.load(file);
    return quarantine;
  }

  /** Why the whole unit is not to be tried, if it is not. */
  public synchronized Optional<String> reasonAgainst(String unitHash) {
    Map<String, String> prefixes = deaths.getOrDefault(unitHash, Map.of());
    return prefixes.size() < DEATHS ? Optional.empty() : Optional
        .of("this code killed " + prefixes.size() + " workers before: " + prefixes.values().iterator().next());
  }

  /** Why a sequence is not to be tried on a unit, if it is not. */
  public synchronized Optional<String> reasonAgainst(String unitHash, List<String> pieces) {
    Map<String, String> prefixes = deaths.getOrDefault(unitHash, Map.of());
    if (prefixes.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder prefix = new StringBuilder();
    for (String piece : pieces) {
      prefix.append(prefix.isEmpty() ? "" : ",").append(piece);
      String reason = prefixes.get(prefix.toString());
      if (reason != null) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  /** Remembers that a unit killed a worker after these pieces. */
  public synchronized void remember(String unitHash, List<String> pieces, String reason) {
    String prefix = String.join(",", pieces);
    String oneLine = reason.replaceAll("\\s+", " ");
    add(unitHash, prefix, oneLine);
    file.ifPresent(path -> {
      try {
        Files.writeString(path, unitHash + "\t" + prefix + "\t" + oneLine + "\n", StandardCharsets.UTF_8,
            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        // It is remembered for this process at least.
      }
    });
  }

  /** Forgets everything. */
  public synchronized void clear() throws IOException {
    deaths.clear();
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  private void add(String unitHash, String prefix, String reason) {
    deaths.computeIfAbsent(unitHash, hash -> new HashMap<>()).put(prefix, reason);
    if (deaths.size() > REMEMBERED_UNITS) {
      deaths.remove(deaths.keySet().iterator().next());
    }
  }

  private void load(Path path) {
    try {
      if (Files.exists(path)) {
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
          String[] fields = line.split("\t", -1);
          if (fields.length == 3) {
            add(fields[0], fields[1], fields[2]);
          }
        }
      }
    } catch (IOException e) {
      // An unreadable memory is an empty one.
    }
  }
}
