package dev.assay.train.vet;

import dev.assay.train.store.LineLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All verdicts so far, a line each in a file: the program (a seed, or a file), the entry's arguments, the verdict. A
 * killed run goes on after the last whole line, and entries that are added later are tried on the programs that are
 * there already.
 */
final class VetLog {
  private final LineLog log;
  private final Map<String, Map<String, Verdict>> verdicts = new HashMap<>();

  /** The log in a file, which is begun when missing. */
  VetLog(Path file) throws IOException {
    this.log = new LineLog(file);
    for (String[] fields : log.read(3)) {
      of(fields[1]).put(fields[0], Verdict.valueOf(fields[2]));
    }
  }

  private Map<String, Verdict> of(String arguments) {
    return verdicts.computeIfAbsent(arguments, absent -> new LinkedHashMap<>());
  }

  /** The verdict, where there is one. */
  Optional<Verdict> verdict(String program, List<String> arguments) {
    return Optional.ofNullable(of(String.join(" ", arguments)).get(program));
  }

  /** Adds a verdict. */
  void add(String program, List<String> arguments, Verdict verdict) throws IOException {
    String key = String.join(" ", arguments);
    of(key).put(program, verdict);
    log.add(program, key, verdict.toString());
  }

  /** How often an entry came to a verdict. */
  int count(List<String> arguments, Verdict verdict) {
    return (int) of(String.join(" ", arguments)).values().stream().filter(verdict::equals).count();
  }
}
