package dev.assay.tune;

import dev.assay.ir.AttributeGroups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function that a module of IR defines, as far as its text says so.
 *
 * @param name without blanks, quotes and colons; functions with other names are not among these
 * @param isLocal whether other files cannot see it
 * @param isElsewhere whether its body is there to be inlined only, and its code is in another object
 * @param attributes those without a value, and those that have one as {@code "name"="value"}
 * @param calls how often it is called by its name
 * @param lines how many lines its body has
 * @param callees what it calls by name
 */
record ModuleFunction(String name, boolean isLocal, boolean isElsewhere, Set<String> attributes, int calls, int lines,
    Set<String> callees) {
  private static final Pattern DEFINITION =
      Pattern.compile("define (?<before>[^@]*)@(?<name>[A-Za-z0-9_.$]+)\\(.*?(#(?<group>[0-9]+))?[^#]*\\{");
  private static final Pattern CALLEE = Pattern.compile("@([A-Za-z0-9_.$]+)\\(");

  /** Copies the sets. */
  ModuleFunction {
    attributes = Set.copyOf(attributes);
    callees = Set.copyOf(callees);
  }

  /** Whether what its source says about inlining or optimising it is to be left alone. */
  boolean isSettled() {
    return isElsewhere || attributes.contains("noinline") || attributes.contains("alwaysinline")
        || attributes.contains("optnone") || attributes.contains("naked");
  }

  /** The value of an attribute that has one; empty where it does not have it. */
  String value(String attribute) {
    String start = "\"" + attribute + "\"=";
    return attributes.stream().filter(one -> one.startsWith(start)).findFirst().orElse("");
  }

  /**
   * The functions that a module defines, in its order.
   *
   * @param text a module as LLVM prints it
   */
  static List<ModuleFunction> of(String text) {
    Map<String, Integer> calls = new HashMap<>();
    Map<String, Set<String>> groups = AttributeGroups.of(text);
    List<Matcher> definitions = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    List<Set<String>> callees = new ArrayList<>();
    int body = -1;
    for (String line : text.lines().toList()) {
      if (line.startsWith("define ")) {
        Matcher definition = DEFINITION.matcher(line);
        if (definition.matches()) {
          definitions.add(definition);
          lines.add(0);
          callees.add(new HashSet<>());
          body = lines.size() - 1;
        } else {
          body = -1;
        }
      } else if (line.startsWith("  ")) {
        if (body >= 0) {
          lines.set(body, lines.get(body) + 1);
        }
        if (line.contains("call ") || line.contains("invoke ")) {
          Matcher callee = CALLEE.matcher(line);
          if (callee.find()) {
            calls.merge(callee.group(1), 1, Integer::sum);
            if (body >= 0) {
              callees.get(body).add(callee.group(1));
            }
          }
        }
      }
    }
    List<ModuleFunction> functions = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      Matcher definition = definitions.get(i);
      String before = " " + definition.group("before");
      String name = definition.group("name");
      String group = definition.group("group");
      functions.add(new ModuleFunction(name, before.contains(" internal ") || before.contains(" private "),
          before.contains(" available_externally "), group == null ? Set.of() : groups.getOrDefault(group, Set.of()),
          calls.getOrDefault(name, 0), lines.get(i), callees.get(i)));
    }
    return functions;
  }
}
