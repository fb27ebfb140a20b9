package dev.assay.train.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is in a corpus, in words. */
final class CorpusReport {
  private CorpusReport() {}

  static String of(List<CorpusUnit> units) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d units of %,d projects%n", units.size(),
        units.stream().map(CorpusUnit::project).distinct().count()));
    table(text, units, "split", CorpusUnit::split);
    table(text, units, "flavour", CorpusUnit::flavour);
    table(text, units, "kind", CorpusUnit::kind);
    table(text, units, "language", CorpusUnit::language);
    table(text, units, "compiler", CorpusUnit::compiler);
    table(text, units, "target", unit -> unit.target().isEmpty() ? "this machine" : unit.target());
    table(text, units, "domain", CorpusUnit::domain);
    return text.toString();
  }

  private static void table(StringBuilder text, List<CorpusUnit> units, String name, Function<CorpusUnit, String> by) {
    Map<String, Long> counts = units.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    text.append("  ").append(name).append(": ").append(counts).append(System.lineSeparator());
  }
}
