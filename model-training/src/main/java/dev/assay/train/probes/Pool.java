package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sequences that probes are chosen from: a file, by default {@code pool.txt} beside this class, of lines such as
 * {@code sroa,early-cse,gvn}.
 *
 * <p>A line {@code NAME = sroa,early-cse} names a part of sequences; {@code $NAME} stands for it. A line {@code $A,$B}
 * where a name was given several times stands for all combinations, so that a few lines say what is varied.
 */
final class Pool {
  private static final String COMMENT = "#";

  private Pool() {}

  /**
   * The sequences of a file, each once.
   *
   * @param file empty for the pool that comes with Assay
   * @param longest sequences of more passes are refused
   * @throws StoreException when the file names a pass that there is not
   */
  static List<List<Pass>> read(Optional<Path> file, int longest) throws IOException {
    String name = file.map(Path::toString).orElse("pool.txt");
    List<String> lines;
    if (file.isPresent()) {
      lines = Files.readAllLines(file.get());
    } else {
      try (InputStream in = Pool.class.getResourceAsStream("pool.txt")) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
      }
    }
    Map<String, List<List<Pass>>> parts = new TreeMap<>();
    Set<List<Pass>> sequences = new LinkedHashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith(COMMENT)) {
        continue;
      }
      String where = name + ":" + (i + 1);
      int equals = line.indexOf('=');
      if (equals > 0) {
        parts.computeIfAbsent(line.substring(0, equals).strip(), part -> new ArrayList<>())
            .addAll(combinations(where, line.substring(equals + 1), parts));
      } else {
        sequences.addAll(combinations(where, line, parts));
      }
    }
    for (List<Pass> sequence : sequences) {
      if (sequence.size() > longest) {
        throw new StoreException(
            name + " has a sequence of " + sequence.size() + " passes; " + longest + " are possible");
      }
    }
    return List.copyOf(sequences);
  }

  private static List<List<Pass>> combinations(String where, String line, Map<String, List<List<Pass>>> parts)
      throws StoreException {
    List<List<Pass>> sequences = List.of(List.of());
    for (String word : line.split(",")) {
      String name = word.strip();
      List<List<Pass>> choices;
      if (name.startsWith("$")) {
        choices = parts.get(name.substring(1));
      } else {
        choices = PassCatalogue.standard().named(name).map(pass -> List.of(List.of(pass))).orElse(null);
      }
      if (choices == null) {
        throw new StoreException(where + " names '" + name + "', which is neither a pass nor a part");
      }
      List<List<Pass>> longer = new ArrayList<>();
      for (List<Pass> begun : sequences) {
        for (List<Pass> choice : choices) {
          List<Pass> both = new ArrayList<>(begun);
          both.addAll(choice);
          longer.add(List.copyOf(both));
        }
      }
      sequences = longer;
    }
    return sequences;
  }
}
