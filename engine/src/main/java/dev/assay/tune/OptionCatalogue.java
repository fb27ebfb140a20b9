package dev.assay.tune;

import dev.assay.resource.ResourceLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options that a library may be made of. Immutable.
 *
 * <p>A bundle is not trusted: an option could load code into the compiler, or leave out what protects a program. So
 * there are none but these.
 */
public final class OptionCatalogue {
  private static final String RESOURCE = "/dev/assay/tune/options.tsv";
  /** What stands in the list for what an option is handed on by. */
  private static final Map<String, String> HANDED_ON = Map.of("llvm", "-mllvm", "cc1", "-Xclang", "clang", "");
  private static final Pattern VALUED = Pattern.compile("(?<name>[A-Za-z0-9-]+)(=(?<value>-?[A-Za-z0-9-]+))?");
  private static final OptionCatalogue STANDARD = read();

  private final Map<String, Known> options;

  /**
   * An option.
   *
   * @param name without dash and value
   * @param handedOnBy {@code -mllvm} for LLVM's own ones, {@code -Xclang} for those of clang's inner command line, of
   *     which there are none but such as choose passes; else empty
   * @param oldestClang the oldest major version of clang, of 13 and later, that has it
   * @param what it does, a few words
   */
  public record Known(String name, String handedOnBy, int oldestClang, String what) {
    /** Whether nobody promises that another version has it, or means the same. */
    public boolean isPrivate() {
      return !handedOnBy.isEmpty();
    }
  }

  private OptionCatalogue(Map<String, Known> options) {
    this.options = options;
  }

  /** The catalogue that Assay ships. */
  public static OptionCatalogue standard() {
    return STANDARD;
  }

  private static OptionCatalogue read() {
    Map<String, Known> options = new LinkedHashMap<>();
    for (String line : ResourceLines.of(OptionCatalogue.class, RESOURCE)) {
      String[] fields = line.split("\t");
      options.put(fields[0], new Known(fields[0], HANDED_ON.get(fields[1]), Integer.parseInt(fields[2]), fields[3]));
    }
    return new OptionCatalogue(options);
  }

  /** All of them, in order. */
  public List<Known> options() {
    return new ArrayList<>(options.values());
  }

  /**
   * The option that an entry names.
   *
   * @param option as on clang's command line: {@code -fno-vectorize}, {@code -mllvm -inline-threshold=0}
   * @return empty where it is none of these, or its value is no plain word
   */
  public Optional<Known> find(String option) {
    int blank = option.indexOf(' ');
    String by = option.substring(0, Math.max(0, blank));
    String rest = option.substring(blank + 1);
    if (blank == 0) {
      return Optional.empty();
    }
    Matcher parts = VALUED.matcher(rest.startsWith("-") ? rest.substring(1) : "");
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(options.get(parts.group("name"))).filter(known -> known.handedOnBy.equals(by));
  }
}
