package dev.assay.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of gcc's and clang's command lines. */
public final class CompilerWords {
  private static final Pattern PREPROCESSOR_MACROS = Pattern.compile("-Wp(,-[DU]\\w[^,]*)+");

  private CompilerWords() {}

  /**
   * One spelling of what can be said in two ways: {@code --param=NAME=VALUE} for {@code --param NAME=VALUE}, and
   * {@code -DNAME} for {@code -Wp,-DNAME}. Macros for the preprocessor alone come after all others, as gcc hands them
   * on.
   *
   * @param words response files expanded
   */
  public static List<String> inOneSpelling(List<String> words) {
    List<String> plain = new ArrayList<>();
    List<String> macros = new ArrayList<>();
    int flags = words.contains("--") ? words.indexOf("--") : words.size();
    for (int i = 0; i < flags; i++) {
      String word = words.get(i);
      if (word.equals("--param") && i + 1 < flags) {
        plain.add("--param=" + words.get(++i));
      } else if (PREPROCESSOR_MACROS.matcher(word).matches()) {
        macros.addAll(List.of(word.substring("-Wp,".length()).split(",")));
      } else {
        plain.add(word);
      }
    }
    plain.addAll(macros);
    plain.addAll(words.subList(flags, words.size()));
    return plain;
  }
}
