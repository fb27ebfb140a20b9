package dev.assay.cc.toolchain;

import dev.assay.source.ShellWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a compiler says of itself, asked with {@code -E -dM -v}.
 *
 * @param isClang whether it is a clang
 * @param target its target, for example {@code arm-none-eabi}
 * @param quoted folders for quoted includes
 * @param folders folders for all includes, in their order
 * @param macros the predefined macros
 * @param proper the flags that the driver gives to the compiler proper
 */
record Answer(boolean isClang, String target, List<String> quoted, List<String> folders, Map<String, String> macros,
    List<String> proper) {
  private static final Pattern MACRO = Pattern.compile("#define (\\w+)(?: (.*))?");
  private static final Pattern TRIPLE = Pattern.compile("[A-Za-z0-9_.-]+");

  /** Reads what it printed; empty where that is not what a compiler prints. */
  static Optional<Answer> read(String output, String messages) {
    Map<String, String> macros = new HashMap<>();
    for (String line : output.lines().toList()) {
      Matcher matcher = MACRO.matcher(line);
      if (matcher.matches()) {
        macros.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2).strip());
      }
    }
    List<String> quoted = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    List<String> list = null;
    List<String> proper = List.of();
    String target = "";
    for (String line : messages.lines().toList()) {
      if (line.startsWith("#include \"...\"")) {
        list = quoted;
      } else if (line.startsWith("#include <...>")) {
        list = folders;
      } else if (line.startsWith("End of search list")) {
        list = null;
      } else if (list != null && line.startsWith(" ") && !line.endsWith("(framework directory)")) {
        list.add(line.substring(1));
      } else if (line.startsWith("Target: ")) {
        target = line.substring("Target: ".length()).strip();
      } else if (proper.isEmpty() && line.startsWith(" ") && line.contains(" -E ")) {
        proper = ShellWords.split(line);
      }
    }
    if (macros.isEmpty() || !TRIPLE.matcher(target).matches()) {
      return Optional.empty();
    }
    return Optional.of(new Answer(macros.containsKey("__clang__"), target, quoted, folders, macros, proper));
  }

  /** A macro's value; empty where there is no such macro. */
  Optional<String> macro(String name) {
    return Optional.ofNullable(macros.get(name));
  }
}
