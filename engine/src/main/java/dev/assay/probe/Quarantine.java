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
 * same passes. A piece in which workers died {@value #DEATHS_IN_A_PIECE} times, after whatever passes, is left out
 * with every sequence that has it; after deaths in {@value #DEATHS} different pieces the whole unit is. Kept in a text
 * file, one line a death; a file that cannot be read or written costs nothing but the memory. Thread-safe.
 */
public final class Quarantine {
  /** After deaths in so many different pieces of sequences a unit is not tried at all. */
  public static final int DEATHS = 3;
  /** After so many deaths in a piece no sequence that has it is tried on the unit. */
  public static final int DEATHS_IN_A_PIECE = 2;

  private static final int REMEMBERED_UNITS = 10_000;

  private final Optional<Path> file;
  private final Map<String, Map<String, Death>> deaths = new LinkedHashMap<>();

  /** The piece of a sequence in which a worker died, and what it said. */
  private record Death(String piece, String reason) {}

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
    Map<String, Death> prefixes = deaths.getOrDefault(unitHash, Map.of());
    return prefixes.size() < DEATHS || culprits(prefixes).size() < DEATHS ? Optional.empty() : Optional
        .of("this code killed " + prefixes.size() + " workers before: " + prefixes.values().iterator().next().reason);
  }

  /** In which pieces workers died, each with how often. */
  private static Map<String, Integer> culprits(Map<String, Death> prefixes) {
    Map<String, Integer> culprits = new HashMap<>();
    prefixes.values().forEach(death -> culprits.merge(death.piece, 1, Integer::sum));
    return culprits;
  }

  /** Why a sequence is not to be tried on a unit, if it is not. */
  public synchronized Optional<String> reasonAgainst(String unitHash, List<String> pieces) {
    Map<String, Death> prefixes = deaths.getOrDefault(unitHash, Map.of());
    if (prefixes.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder prefix = new StringBuilder();
    for (String piece : pieces) {
      prefix.append(prefix.isEmpty() ? "" : ",").append(piece);
      Death death = prefixes.get(prefix.toString());
      if (death != null) {
        return Optional.of(death.reason);
      }
    }
    Map<String, Integer> culprits = culprits(prefixes);
    return pieces.stream().filter(piece -> culprits.getOrDefault(piece, 0) >= DEATHS_IN_A_PIECE).findFirst()
        .map(piece -> piece + " killed " + culprits.get(piece) + " workers on this code before: "
            + prefixes.values().stream().filter(death -> death.piece.equals(piece)).findFirst().orElseThrow().reason);
  }

  /** Remembers that a unit killed a worker after these pieces. */
  public synchronized void remember(String unitHash, List<String> pieces, String reason) {
    String prefix = String.join(",", pieces);
    String oneLine = reason.replaceAll("\\s+", " ");
    String piece = pieces.getLast();
    add(unitHash, prefix, new Death(piece, oneLine));
    file.ifPresent(path -> {
      try {
        Files.writeString(path, unitHash + "\t" + prefix + "\t" + oneLine + "\t" + piece + "\n", StandardCharsets.UTF_8,
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

  private void add(String unitHash, String prefix, Death death) {
    deaths.computeIfAbsent(unitHash, hash -> new HashMap<>()).put(prefix, death);
    if (deaths.size() > REMEMBERED_UNITS) {
      deaths.remove(deaths.keySet().iterator().next());
    }
  }

  private void load(Path path) {
    try {
      if (Files.exists(path)) {
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
          String[] fields = line.split("\t", -1);
          if (fields.length == 3 || fields.length == 4) { // the older have no piece: each is its own
            add(fields[0], fields[1], new Death(fields[fields.length == 3 ? 1 : 3], fields[2]));
          }
        }
      }
    } catch (IOException e) {
      // An unreadable memory is an empty one.
    }
  }
}
