package dev.assay.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code clang -Rpass=inline} says. */
final class InlineRemarks {
  private static final Pattern INLINED = Pattern.compile(": remark: '([^']+)' inlined into '([^']+)'");

  private InlineRemarks() {}

  /** For each function that was inlined, into which ones, in the order of the remarks. */
  static Map<String, List<String>> read(String messages) {
    Map<String, List<String>> inlined = new LinkedHashMap<>();
    messages.lines().map(INLINED::matcher).filter(Matcher::find).forEach(remark -> {
      List<String> into = inlined.computeIfAbsent(remark.group(1), name -> new ArrayList<>());
      if (!into.contains(remark.group(2))) {
        into.add(remark.group(2));
      }
    });
    return inlined;
  }
}
