package dev.assay.workspace.tuning;

import dev.assay.tune.OptionCatalogue;
import dev.assay.tune.Tested;
import dev.assay.tune.Way;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How it is said by what a file became smaller, and what is known of that. */
public final class TunedWords {
  private static final String TO_LLVM = "-mllvm";

  private TunedWords() {}

  /** The options of a way, level first, {@code -mllvm} with its value in one; none of the file's own command. */
  public static List<String> options(Way way) {
    List<String> options = new ArrayList<>();
    List<String> words = way.arguments();
    for (int i = 0; i < words.size(); i++) {
      boolean isPair = words.get(i).equals(TO_LLVM) && i + 1 < words.size();
      options.add(isPair ? words.get(i) + " " + words.get(++i) : words.get(i));
    }
    return options;
  }

  /** For example {@code -Oz}, {@code -Oz and 9 flags}; {@code its own flags} of the file's own command. */
  public static String flags(Way way) {
    List<String> options = options(way);
    return switch (options.size()) {
      case 0 -> "its own flags";
      case 1 -> options.getFirst();
      default -> options.getFirst() + " and " + Figures.count(options.size() - 1, "flag");
    };
  }

  /** What is known of code made so, in a word: {@code vetted}, {@code verified}. */
  public static String word(Tested tested) {
    return tested.name().toLowerCase(Locale.ROOT);
  }

  /** What is known of code made in a way, as a sentence. */
  public static String meaning(Way way) {
    if (options(way).size() <= 1) {
      return "It is one of clang's own levels; nothing of the library is used.";
    }
    if (way.tested() == Tested.VETTED) {
      return "It is vetted: its flags were run on 1,000 random programs without a mismatch.";
    }
    return way.tested() == Tested.VERIFIED
        ? "It is verified: LLVM accepts it, and too few programs were run to call its flags vetted."
        : "It is " + word(way.tested()) + ".";
  }

  /**
   * The oldest clang that has all options of a way, of 13 and later.
   *
   * @return a major version; 13 where all have them
   */
  public static int oldestClang(Way way) {
    return options(way).stream()
        .mapToInt(option -> OptionCatalogue.standard().find(option).map(OptionCatalogue.Known::oldestClang).orElse(13))
        .max().orElse(13);
  }
}
