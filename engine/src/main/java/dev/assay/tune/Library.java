package dev.assay.tune;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Ways to compile that are worth trying for size. Immutable.
 *
 * @param entries in the order in which they are worth trying: what helps most, after those before it, first
 */
public record Library(List<LibraryEntry> entries) {
  /** Nothing to try. */
  public static final Library EMPTY = new Library(List.of());

  /** Copies the list; every id is there once. */
  public Library {
    entries = List.copyOf(entries);
    Set<String> ids = new HashSet<>();
    for (LibraryEntry entry : entries) {
      if (!ids.add(entry.id())) {
        throw new IllegalArgumentException("two entries are called " + entry.id());
      }
    }
  }

  /**
   * The entries for a target, in order.
   *
   * @param triple for example {@code thumbv7em-none-eabi}
   */
  public List<LibraryEntry> forTarget(String triple) {
    String family = family(triple);
    return entries.stream().filter(entry -> entry.isFor(family)).toList();
  }

  /**
   * The family of machines that a triple is for: {@code x86_64}, {@code x86}, {@code aarch64}, {@code arm} (Thumb as
   * well), {@code riscv32}, {@code riscv64}; any other by its own name.
   */
  public static String family(String triple) {
    int dash = triple.indexOf('-');
    String machine = (dash < 0 ? triple : triple.substring(0, dash)).toLowerCase(Locale.ROOT);
    if (machine.equals("amd64") || machine.startsWith("x86_64")) {
      return "x86_64";
    }
    if (machine.matches("i[3-9]86|x86")) {
      return "x86";
    }
    if (machine.startsWith("aarch64") || machine.startsWith("arm64")) {
      return "aarch64";
    }
    if (machine.startsWith("arm") || machine.startsWith("thumb")) {
      return "arm";
    }
    return machine;
  }
}
