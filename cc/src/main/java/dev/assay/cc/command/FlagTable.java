package dev.assay.cc.command;

import dev.assay.resource.ResourceLines;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code flags.txt} says of the words of a command line. */
final class FlagTable {
  private static final Map<String, Rule> RULES = read();

  private FlagTable() {}

  /** How a flag is written. */
  private enum Form {
    ALONE,
    BEGINS,
    NEXT,
    EITHER
  }

  private record Rule(FlagKind kind, Form form) {}

  /**
   * A word, and what is known of it.
   *
   * @param hasNext whether the word after it is its value
   * @param name the part of it that the table knows
   */
  record Known(FlagKind kind, boolean hasNext, String name) {}

  /** What is known of a word; the longest name that fits counts. */
  static Optional<Known> find(String word) {
    for (int length = word.length(); length > 0; length--) {
      String name = word.substring(0, length);
      Rule rule = RULES.get(name);
      boolean isWhole = length == word.length();
      if (rule != null && (isWhole || rule.form == Form.BEGINS || rule.form == Form.EITHER)) {
        return Optional.of(new Known(rule.kind, isWhole && (rule.form == Form.NEXT || rule.form == Form.EITHER), name));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Rule> read() {
    Map<String, Rule> rules = new HashMap<>();
    for (String line : ResourceLines.of(FlagTable.class, "flags.txt")) {
      String[] words = line.strip().split("\\s+");
      Rule rule = new Rule(FlagKind.valueOf(words[0].toUpperCase(Locale.ROOT)),
          Form.valueOf(words[1].toUpperCase(Locale.ROOT)));
      for (int i = 2; i < words.length; i++) {
        if (rules.put(words[i], rule) != null) {
          throw new IllegalStateException("flags.txt has " + words[i] + " twice");
        }
      }
    }
    return Map.copyOf(rules);
  }
}
