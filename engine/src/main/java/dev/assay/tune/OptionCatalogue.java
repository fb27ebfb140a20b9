package dev.assay.tune;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  private static final String TO_LLVM = "-mllvm ";
  private static final Pattern VALUED = Pattern.compile("(?<name>[A-Za-z0-9-]+)(=(?<value>-?[A-Za-z0-9-]+))?");
  private static final OptionCatalogue STANDARD = read();

  private final Map<String, Known> options;

  /**
   * An option.
   *
   * @param name without dash and value
   * @param isLlvms whether it is one of LLVM's private ones, which {@code -mllvm} hands on
   * @param oldestClang the oldest major version of clang, of 13 and later, that has it
   * @param what it does, a few words
   */
  public record Known(String name, boolean isLlvms, int oldestClang, String what) {}

  private OptionCatalogue(Map<String, Known> options) {
    this.options = options;
  }

  /** The catalogue that Assay ships. */
  public static OptionCatalogue standard() {
    return STANDARD;
  }

  private static OptionCatalogue read() {
    Map<String, Known> options = new LinkedHashMap<>();
    try (InputStream in = OptionCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Assay's own " + RESOURCE + " is missing from its jar");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] fields = line.split("\t");
          options.put(fields[0],
              new Known(fields[0], fields[1].equals("llvm"), Integer.parseInt(fields[2]), fields[3]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    boolean isLlvms = option.startsWith(TO_LLVM);
    String rest = isLlvms ? option.substring(TO_LLVM.length()) : option;
    Matcher parts = VALUED.matcher(rest.startsWith("-") ? rest.substring(1) : "");
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(options.get(parts.group("name"))).filter(known -> known.isLlvms == isLlvms);
  }
}
