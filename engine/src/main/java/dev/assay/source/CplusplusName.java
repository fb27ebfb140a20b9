package dev.assay.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How people spell the names of C++ functions, whose symbols are mangled. */
public final class CplusplusName {
  private static final Pattern QUALIFIERS =
      Pattern.compile("( \\[clone [^]]*]|\\[abi:[^]]*]| const| volatile| noexcept| &&?)$");
  private static final Pattern OPERATOR = Pattern.compile("(?<![A-Za-z0-9_])operator(?![A-Za-z0-9_])");

  private CplusplusName() {}

  /**
   * Every spelling by which a function may be asked for: {@code int geo::Box<int>::area(int) const} also as
   * {@code geo::Box<int>::area(int)}, {@code geo::Box<int>::area}, {@code geo::Box::area} and {@code area}.
   *
   * @param readable a demangled name, or any other, which has itself only
   */
  public static Set<String> spellings(String readable) {
    Set<String> spellings = new LinkedHashSet<>(List.of(readable));
    String name = readable;
    for (var end = QUALIFIERS.matcher(name); end.find(); end = QUALIFIERS.matcher(name)) {
      name = name.substring(0, end.start());
      spellings.add(name);
    }
    if (!name.endsWith(")")) {
      return spellings;
    }
    int open = opening(name);
    if (open <= 0) {
      return spellings;
    }
    String parameters = name.substring(open);
    String function = name.substring(0, open);
    while (function.endsWith("]") && QUALIFIERS.matcher(function).find()) { // [abi:cxx11] comes before parameters
      function = QUALIFIERS.matcher(function).replaceFirst("");
    }
    int from = afterResult(function);
    String own = function.substring(from);
    spellings.addAll(List.of(own + parameters, own, withoutArguments(own), last(own), last(withoutArguments(own))));
    spellings.remove("");
    return spellings;
  }

  /** A name without the spaces that people may write or leave out: {@code f(int,char*)}. */
  public static String withoutOptionalSpaces(String name) {
    return name.replaceAll("(?<![A-Za-z0-9_]) +| +(?![A-Za-z0-9_])", "");
  }

  /** Whether a function is meant by a name: its symbol, or a spelling of its readable name, with spaces or without. */
  public static boolean isMeant(String wanted, String symbol, String readable) {
    String compact = withoutOptionalSpaces(wanted);
    return wanted.equals(symbol) || isMarked(symbol) && wanted.equals(symbol.substring(1)) || spellings(readable)
        .stream().anyMatch(spelling -> spelling.equals(wanted) || withoutOptionalSpaces(spelling).equals(compact));
  }

  /** Whether LLVM puts nothing before a symbol whatever the target has before its names, as of a label. */
  public static boolean isMarked(String symbol) {
    return symbol.startsWith("\1");
  }

  /** Where the parameters begin that a name ends with; -1 where parentheses do not match. */
  private static int opening(String name) {
    int depth = 0;
    for (int i = name.length() - 1; i >= 0; i--) {
      depth += name.charAt(i) == ')' ? 1 : name.charAt(i) == '(' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** An operator's own signs are no brackets; what is before it is read up to here. */
  private static int operatorAt(String name) {
    var found = OPERATOR.matcher(name);
    int at = name.length();
    while (found.find()) {
      at = found.start();
    }
    return at;
  }

  /** The names of templates' instances begin with the type of their result. */
  private static int afterResult(String name) {
    int depth = 0;
    int from = 0;
    int end = operatorAt(name);
    for (int i = 0; i < end; i++) {
      depth += depth(name.charAt(i));
      if (depth == 0 && name.charAt(i) == ' ') {
        from = i + 1;
      }
    }
    return from;
  }

  private static int depth(char c) {
    return switch (c) {
      case '<', '(', '{', '[' -> 1;
      case '>', ')', '}', ']' -> -1;
      default -> 0;
    };
  }

  private static String withoutArguments(String name) {
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    int end = operatorAt(name);
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      depth -= c == '>' ? 1 : 0;
      if (depth == 0 && c != '<' && c != '>') {
        kept.append(c);
      }
      depth += c == '<' ? 1 : 0;
    }
    return kept.append(name.substring(end)).toString();
  }

  /** The last part of a qualified name. */
  private static String last(String name) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    int depth = 0;
    int end = operatorAt(name);
    for (int i = 0; i + 1 < end; i++) {
      depth += depth(name.charAt(i));
      if (depth == 0 && name.startsWith("::", i)) {
        starts.add(i + 2);
      }
    }
    return name.substring(starts.getLast());
  }
}
