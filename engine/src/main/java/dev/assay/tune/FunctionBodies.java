package dev.assay.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code of single functions, out of what the code generator prints: names stand where an object has distances. */
final class FunctionBodies {
  private static final Pattern LABEL = Pattern.compile("(?<name>[A-Za-z0-9_.$]+):.*");
  /** Labels that are numbered through the file. */
  private static final Pattern NUMBERED =
      Pattern.compile("(\\.?L)(BB|tmp|CPI|JTI|func_begin|func_end|cfi|exception)[0-9_]+");
  /** What ends a function, and what says nothing about its code. */
  private static final Pattern END =
      Pattern.compile("\\s*\\.(size|cfi_endproc|seh_endproc|fnend).*|\\.?Lfunc_end[0-9]+:.*");
  private static final Pattern ASIDE = Pattern.compile("\\s*(\\.(loc|file|p2align|cfi_)|#|//|@|;).*");

  private FunctionBodies() {}

  /**
   * The instructions of functions, by name.
   *
   * @param assembly a file's
   * @param wanted which functions
   */
  static Map<String, List<String>> of(String assembly, Predicate<String> wanted) {
    Map<String, List<String>> bodies = new LinkedHashMap<>();
    List<String> body = null;
    for (String line : assembly.lines().toList()) {
      Matcher label = LABEL.matcher(line);
      if (body != null && END.matcher(line).matches()) {
        body = null;
      } else if (body == null && label.matches() && wanted.test(label.group("name"))) {
        body = new ArrayList<>();
        bodies.put(label.group("name"), body);
      } else if (body != null && !line.isBlank() && !ASIDE.matcher(line).matches()) {
        body.add(NUMBERED.matcher(line).replaceAll("$1$2"));
      }
    }
    return bodies;
  }
}
