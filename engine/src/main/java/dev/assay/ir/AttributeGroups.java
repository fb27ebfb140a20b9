package dev.assay.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The attribute groups of a module's text, which functions refer to by their numbers. */
public final class AttributeGroups {
  private static final Pattern GROUP = Pattern.compile("attributes #(?<group>[0-9]+) = \\{(?<words>.*)\\}");
  private static final Pattern ATTRIBUTE = Pattern.compile("\"[^\"]*\"(=\"[^\"]*\")?|[a-z_]+(\\([^)]*\\))?");

  private AttributeGroups() {}

  /** The attributes of each group, as they are written, by the group's number. */
  public static Map<String, Set<String>> of(String text) {
    Map<String, Set<String>> groups = new HashMap<>();
    text.lines().filter(line -> line.startsWith("attributes #")).map(GROUP::matcher).filter(Matcher::matches)
        .forEach(group -> {
          Set<String> words = new HashSet<>();
          Matcher attribute = ATTRIBUTE.matcher(group.group("words"));
          while (attribute.find()) {
            words.add(attribute.group());
          }
          groups.put(group.group("group"), words);
        });
    return groups;
  }
}
