package dev.assay.lsp.action;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a function's new body, as LLVM prints it in a module of its own, into the text of the module that it came from.
 *
 * <p>The function keeps its old header, and with it its linkage, attributes and parameters. What the new body refers to
 * by number (attribute groups, metadata) gets numbers that the module does not use; what the module does not have yet
 * (declarations, constants that passes made, types) is appended. Whether the result holds is for the caller to try:
 * this only works on text. Pure.
 */
final class IrSplice {
  private static final Pattern NUMBERED = Pattern.compile("\"[^\"]*\"|[#!]\\d+\\b");
  private static final Pattern LOCAL = Pattern.compile("\"[^\"]*\"|%[-a-zA-Z$._0-9]+|%\"[^\"]*\"");
  private static final Pattern GLOBAL = Pattern.compile("@(?:[-a-zA-Z$._0-9]+|\"[^\"]*\")");
  private static final Pattern DEFINITION = Pattern.compile("^(attributes #\\d+|!\\d+|@[^ ]+|@\"[^\"]*\"|%[^ ]+) = ");
  private static final Pattern DEBUG = Pattern.compile(" !dbg !\\d+");

  private final String module;
  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private int nextAttributes;
  private int nextMetadata;

  /**
   * What to write.
   *
   * @param function in place of the old function
   * @param appended at the end of the module; may be empty
   * @param losesDebugInfo whether the old function had debug information, which the new one does not have
   */
  record Result(String function, String appended, boolean losesDebugInfo) {}

  private IrSplice(String module) {
    this.module = module;
  }

  /**
   * The new text.
   *
   * @param module the whole module's text
   * @param old the function's text in it
   * @param name the function's name
   * @param unit the text of a module with the new function's definition
   * @return empty where it is not clear what belongs where
   */
  static Optional<Result> of(String module, String old, String name, String unit) {
    return new IrSplice(module).splice(old, name, unit);
  }

  private Optional<Result> splice(String old, String name, String unit) {
    Optional<Function> before = Function.of(old.lines().toList(), 0);
    Optional<Function> after = find(unit.lines().toList(), name);
    if (before.isEmpty() || after.isEmpty() || !locals(before.get().header).equals(locals(after.get().header))) {
      return Optional.empty();
    }
    List<String> declared = new ArrayList<>();
    for (String line : unit.lines().toList()) {
      Matcher definition = DEFINITION.matcher(line);
      if (definition.find()) {
        definitions.put(definition.group(1).replace("attributes ", ""), line);
      } else if (line.startsWith("declare ")) {
        declared.add(line);
      }
    }
    if (definitions.keySet().stream().anyMatch(key -> key.matches("%\\d+"))) {
      return Optional.empty(); // types without a name have a number that may mean another type in the module
    }
    nextAttributes = 1 + largest("(?m)^attributes #(\\d+) =");
    nextMetadata = 1 + largest("(?m)^!(\\d+) =");
    List<String> missing = missing(after.get().body, declared);
    String header = DEBUG.matcher(before.get().header).replaceAll("");
    String body = renumbered(after.get().body);
    List<String> appended = new ArrayList<>(missing.stream().map(this::renumbered).toList());
    appended.addAll(numberedDefinitions());
    return Optional.of(new Result(header + body, appended.isEmpty() ? "" : "\n" + String.join("\n", appended) + "\n",
        !header.equals(before.get().header)));
  }

  /** A function's text: all up to the brace that opens its body, and from there on. */
  private record Function(String header, String body) {
    static Optional<Function> of(List<String> lines, int first) {
      int open = first;
      while (open < lines.size() && !lines.get(open).stripTrailing().endsWith("{")) {
        open++;
      }
      int close = open + 1;
      while (close < lines.size() && !lines.get(close).startsWith("}")) {
        close++;
      }
      if (close >= lines.size()) {
        return Optional.empty();
      }
      String header = String.join("\n", lines.subList(first, open + 1)).stripTrailing();
      return Optional.of(new Function(header, "\n" + String.join("\n", lines.subList(open + 1, close)) + "\n}"));
    }
  }

  private static Optional<Function> find(List<String> lines, String name) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("define ")) {
        Matcher global = GLOBAL.matcher(lines.get(i));
        if (global.find() && (global.group().equals("@" + name) || global.group().equals("@\"" + name + "\""))) {
          return Function.of(lines, i);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> locals(String header) {
    return LOCAL.matcher(header).results().map(MatchResult::group).filter(word -> word.startsWith("%")).toList();
  }

  private int largest(String pattern) {
    return Pattern.compile(pattern).matcher(module).results().mapToInt(found -> {
      String digits = found.group(1);
      return digits.length() > 8 ? Integer.MAX_VALUE / 2 : Integer.parseInt(digits);
    }).max().orElse(-1);
  }

  /** Lines that define what the body names and the module has not, and what those name. */
  private List<String> missing(String body, List<String> declared) {
    Map<String, String> known = new LinkedHashMap<>();
    definitions.forEach((key, line) -> {
      if (key.startsWith("@") || key.startsWith("%")) {
        known.put(key, line);
      }
    });
    for (String line : declared) {
      Matcher global = GLOBAL.matcher(line);
      if (global.find()) {
        known.put(global.group(), line);
      }
    }
    Deque<String> open = new ArrayDeque<>(List.of(body));
    Map<String, String> wanted = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      Matcher word = Pattern.compile("[@%](?:[-a-zA-Z$._0-9]+|\"[^\"]*\")").matcher(open.remove());
      while (word.find()) {
        String line = known.get(word.group());
        if (line != null && !wanted.containsKey(word.group()) && !isInModule(word.group())) {
          wanted.put(word.group(), line);
          open.add(line);
        }
      }
    }
    return List.copyOf(wanted.values());
  }

  private boolean isInModule(String word) {
    String quoted = Pattern.quote(word);
    return Pattern.compile("(?m)^" + quoted + " = |^(?:define|declare) [^\\n]*" + quoted + "\\(").matcher(module)
        .find();
  }

  private String renumbered(String text) {
    return outsideStrings(text, word -> numbers.computeIfAbsent(word,
        key -> key.charAt(0) == '#' ? "#" + nextAttributes++ : "!" + nextMetadata++));
  }

  private static String outsideStrings(String text, UnaryOperator<String> change) {
    return NUMBERED.matcher(text).replaceAll(found -> Matcher
        .quoteReplacement(found.group().startsWith("\"") ? found.group() : change.apply(found.group())));
  }

  /** The definitions of all numbers in use, and of those that they use. */
  private List<String> numberedDefinitions() {
    Map<String, String> written = new LinkedHashMap<>();
    boolean isMore = true;
    while (isMore) {
      isMore = false;
      for (String number : new TreeSet<>(numbers.keySet())) {
        String line = definitions.get(number);
        if (line != null && !written.containsKey(number)) {
          written.put(number, renumbered(line));
          isMore = true;
        }
      }
    }
    return List.copyOf(written.values());
  }
}
