package dev.assay.train.corpus;

import dev.assay.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What makes two units of the corpus the same thing, compiled in other ways or from another release: the family of
 * projects, the file, and the symbol. All choices among functions and files are made by identity, so that what is
 * chosen once is chosen in every flavour and release.
 */
final class Identity {
  /**
   * External symbols of C++ are one function wherever they are defined. Those of static functions ({@code L} before the
   * name's length) and of unnamed namespaces are not external; some others are taken for these, which does no harm.
   */
  private static final Pattern EXTERNAL = Pattern.compile("_Z(?!\\w*L\\d)(?!\\w*_GLOBAL__N_).+");
  /** Libraries whose templates are in everybody's modules. */
  private static final Pattern SHARED =
      Pattern.compile("_Z[A-Z]*(St|Sa|Ss|S[bdio]|9__gnu_cxx|5boost|4absl|3fmt|7testing|5Eigen|8nlohmann|9rapidjson).*");

  private Identity() {}

  /** Of a file of a project. */
  static String ofFile(Project project, String file) {
    return project.family() + "/" + file;
  }

  /**
   * Of a function.
   *
   * @param file where it is defined, or one of the files that have it
   */
  static String ofFunction(Project project, String file, String symbol) {
    if (SHARED.matcher(symbol).matches()) {
      return symbol;
    }
    return (EXTERNAL.matcher(symbol).matches() ? project.family() : ofFile(project, file)) + ":" + symbol;
  }

  /** A number of 0 to 1 that is always the same for an identity and a purpose. */
  static double fraction(String identity, String purpose) {
    byte[] digest = Sha256.of((purpose + "\n" + identity).getBytes(StandardCharsets.UTF_8));
    long bits = 0;
    for (int i = 0; i < 6; i++) {
      bits = bits << 8 | (digest[i] & 0xff);
    }
    return bits / (double) (1L << 48);
  }

  /** One of several, always the same for an identity and a purpose. */
  static <T> T choose(List<T> from, String identity, String purpose) {
    return from.get((int) (fraction(identity, purpose) * from.size()));
  }
}
