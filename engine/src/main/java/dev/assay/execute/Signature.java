package dev.assay.execute;

import dev.assay.ir.AttributeGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a function is called, in C, as far as that can be said of its IR.
 *
 * @param name its symbol
 * @param isDefined whether the module has its body
 * @param result its type
 * @param parameters their types; empty where it is called in a way that is not modelled
 * @param attributes the function's own
 */
record Signature(String name, boolean isDefined, CType result, Optional<List<CType>> parameters,
    Set<String> attributes) {
  /** Types that are handed over in registers or on the stack as they are. */
  enum CType {
    VOID("void"),
    BOOL("_Bool"),
    SIGNED_CHAR("signed char"),
    CHAR("unsigned char"),
    SIGNED_SHORT("short"),
    SHORT("unsigned short"),
    INT("int"),
    LONG("long"),
    POINTER("void *"),
    FLOAT("float"),
    DOUBLE("double");

    private final String c;

    CType(String c) {
      this.c = c;
    }

    /** In C. */
    String c() {
      return c;
    }

    boolean isFloating() {
      return this == FLOAT || this == DOUBLE;
    }
  }

  private static final Pattern HEAD =
      Pattern.compile("(define|declare) (?<before>[^@]*)@(?<name>[A-Za-z0-9_.$]+)\\(.*");
  private static final Pattern USED_GROUP = Pattern.compile(".*\\).* #(?<group>[0-9]+)\\b.*");
  private static final Pattern CALLING_CONVENTION = Pattern.compile("[a-z_0-9]*cc( ?[0-9]+)?");
  private static final Set<String> IN_MEMORY =
      Set.of("byval", "sret", "inreg", "inalloca", "preallocated", "swiftself", "swifterror", "nest");

  /** Copies the collections. */
  Signature {
    parameters = parameters.map(List::copyOf);
    attributes = Set.copyOf(attributes);
  }

  boolean isNoReturn() {
    return attributes.contains("noreturn");
  }

  /** Whether calls may be left out or repeated: what it answers depends on nothing but its arguments and memory. */
  boolean isPure() {
    return attributes.stream().anyMatch(word -> word.startsWith("memory(") && !word.contains("write")
        || word.equals("readnone") || word.equals("readonly"));
  }

  /**
   * The functions that a module defines and declares, by name.
   *
   * @param text a module as LLVM prints it
   */
  static Map<String, Signature> of(String text) {
    Map<String, Set<String>> groups = AttributeGroups.of(text);
    Map<String, Matcher> heads = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("define ") || line.startsWith("declare ")) {
        Matcher head = HEAD.matcher(line);
        if (head.matches()) {
          heads.put(head.group("name"), head);
        }
      }
    }
    Map<String, Signature> signatures = new LinkedHashMap<>();
    heads.forEach((name, head) -> signatures.put(name, of(head, groups)));
    return signatures;
  }

  private static Signature of(Matcher head, Map<String, Set<String>> groups) {
    String line = head.group();
    List<String> before = Arrays.asList(head.group("before").strip().split(" +"));
    Optional<CType> result = type(before.getLast(), before);
    boolean isOrdinary = before.stream().noneMatch(word -> CALLING_CONVENTION.matcher(word).matches());
    int open = line.indexOf('(', line.indexOf('@'));
    Optional<List<CType>> parameters =
        result.isPresent() && isOrdinary ? parameters(inParentheses(line, open)) : Optional.empty();
    Matcher group = USED_GROUP.matcher(line);
    Set<String> attributes = group.matches() ? groups.getOrDefault(group.group("group"), Set.of()) : Set.of();
    return new Signature(head.group("name"), line.startsWith("define "), result.orElse(CType.VOID), parameters,
        attributes);
  }

  private static String inParentheses(String line, int open) {
    int depth = 0;
    for (int i = open; i < line.length(); i++) {
      depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return line.substring(open + 1, i);
      }
    }
    return "...";
  }

  private static Optional<List<CType>> parameters(String text) {
    List<CType> types = new ArrayList<>();
    for (String parameter : split(text)) {
      List<String> words = Arrays.asList(parameter.strip().split(" +"));
      boolean isInMemory = words.stream()
          .anyMatch(word -> IN_MEMORY.contains(word.contains("(") ? word.substring(0, word.indexOf('(')) : word));
      Optional<CType> type = isInMemory ? Optional.empty() : type(words.getFirst(), words);
      if (type.isEmpty() || type.get() == CType.VOID) {
        return Optional.empty();
      }
      types.add(type.get());
    }
    return Optional.of(types);
  }

  /** Parameters stand between commas, but for those inside of parentheses, braces and brackets. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "({[<".indexOf(c) >= 0 ? 1 : ")}]>".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (!text.isBlank()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static Optional<CType> type(String type, List<String> words) {
    boolean isSigned = words.contains("signext");
    return Optional.ofNullable(switch (type) {
      case "void" -> CType.VOID;
      case "i1" -> CType.BOOL;
      case "i8" -> isSigned ? CType.SIGNED_CHAR : CType.CHAR;
      case "i16" -> isSigned ? CType.SIGNED_SHORT : CType.SHORT;
      case "i32" -> CType.INT;
      case "i64" -> CType.LONG;
      case "ptr" -> CType.POINTER;
      case "float" -> CType.FLOAT;
      case "double" -> CType.DOUBLE;
      default -> null;
    });
  }
}
