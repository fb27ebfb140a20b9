package dev.assay.cli.input;

import dev.assay.source.Outline;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A function as the command line names it: {@code FILE:LINE} or {@code FILE:NAME}.
 *
 * @param file the file as the user gave it
 * @param path where it is
 * @param line a line of the function's definition, counted from 1; 0 where the name says which
 * @param name the function's name; empty where the line says which
 */
public record FunctionAddress(String file, Path path, int line, String name) {
  /** Reads an address; empty where it is none. */
  public static Optional<FunctionAddress> parse(String text) {
    int colon = colon(text);
    if (colon < 1 || colon == text.length() - 1) {
      return Optional.empty();
    }
    String file = text.substring(0, colon);
    String which = text.substring(colon + 1);
    try {
      boolean isLine = which.chars().allMatch(c -> c >= '0' && c <= '9');
      int line = isLine ? Integer.parseInt(which) : 0;
      return isLine && line == 0 ? Optional.empty()
          : Optional.of(new FunctionAddress(file, Path.of(file), line, isLine ? "" : which));
    } catch (NumberFormatException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The last colon that is no part of a C++ name's {@code ::}. */
  private static int colon(String text) {
    for (int i = text.length() - 1; i >= 0; i--) {
      if (text.charAt(i) == ':' && (i == 0 || text.charAt(i - 1) != ':')
          && (i + 1 == text.length() || text.charAt(i + 1) != ':')) {
        return i;
      }
    }
    return -1;
  }

  /** The functions to read to find it; empty means all. */
  public Set<String> wanted() {
    return line > 0 ? Set.of() : Set.of(name);
  }

  /**
   * Whether a unit of the file may be meant: overloads share a name.
   *
   * @param outline the file's, which knows what the source calls a unit
   */
  public boolean isOf(FileUnit unit, Outline outline) {
    return line == 0
        ? unit.unit().isCalled(name)
            || outline.ofSymbol(unit.unit().name(), unit.line()).filter(place -> place.name().equals(name)).isPresent()
        : unit.otherSource().isEmpty()
            && unit.unit().range().filter(range -> range.firstLine() <= line && line <= range.lastLine()).isPresent();
  }
}
