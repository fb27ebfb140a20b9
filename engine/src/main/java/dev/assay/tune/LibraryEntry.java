package dev.assay.tune;

import dev.assay.build.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One way to compile: a level with options of passes and code generator, none of which changes what a program does or
 * how its parts call each other. Immutable.
 *
 * @param id unique in its library, for example {@code oz-12}
 * @param level clang's level that the options are added to
 * @param options each as on clang's command line: {@code -fno-vectorize}, or {@code -mllvm -disable-lsr} with one blank
 * @param targets the families of machines that it is meant for, as {@link Library#family} names them; none: any
 * @param vetting how often it was tried
 */
public record LibraryEntry(String id, Level level, List<String> options, Set<String> targets,
    Vetting vetting) implements LibraryItem {
  /** Copies the collections. */
  public LibraryEntry {
    options = List.copyOf(options);
    targets = Set.copyOf(targets);
  }

  /** The same, tried otherwise. */
  public LibraryEntry with(Vetting other) {
    return new LibraryEntry(id, level, options, targets, other);
  }

  /** What is added to a command line, level and all, each word for itself. */
  public List<String> arguments() {
    return arguments(level, options);
  }

  static List<String> arguments(Level level, List<String> options) {
    List<String> words = new ArrayList<>(List.of(level.flag()));
    options.forEach(option -> words.addAll(List.of(option.split(" "))));
    return words;
  }

  /** What of that the front end has to be given: it may note these in the IR. */
  public List<String> frontEndArguments() {
    return WayCompiler.frontEndFlags(arguments());
  }
}
