package dev.assay.intellij.core.server;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The locale that the server is started in. On Linux, Java reads and writes the names of files in the locale's
 * encoding, and without UTF-8 it cannot open a file whose name is not ASCII.
 */
public final class ServerLocale {
  private static final String UTF_8 = "C.UTF-8";

  private ServerLocale() {}

  /**
   * The variables that the server's environment needs beyond the given one; none where its locale has UTF-8, or where
   * the encoding of file names does not follow the locale.
   *
   * @param environment the environment that the server inherits
   * @param system the operating system, as in the system property {@code os.name}
   */
  public static Map<String, String> variables(Map<String, String> environment, String system) {
    String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG").map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty()).findFirst().orElse("");
    String encoding = locale.substring(locale.indexOf('.') + 1).toUpperCase(Locale.ROOT);
    if (!system.equals("Linux") || encoding.startsWith("UTF-8") || encoding.startsWith("UTF8")) {
      return Map.of();
    }
    // LC_ALL overrides whatever else is set.
    boolean isForAll = !environment.getOrDefault("LC_ALL", "").isEmpty();
    return Map.of(isForAll ? "LC_ALL" : "LC_CTYPE", UTF_8);
  }
}
