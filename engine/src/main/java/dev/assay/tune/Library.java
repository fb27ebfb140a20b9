package dev.assay.tune;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Ways to compile that are worth trying for size. Immutable.
 *
 * @param entries ways to compile whole files, in the order in which they are worth trying: what helps most, after those
 *     before it, first
 * @param pools options that may be added to entries, or left out of them
 * @param pipelines passes for single functions of what the best of these leaves, in the same order
 */
public record Library(List<LibraryEntry> entries, List<OptionPool> pools, List<FunctionPipeline> pipelines) {
  /** Nothing to try. */
  public static final Library EMPTY = new Library(List.of());

  /** Copies the lists; every id is there once. */
  public Library {
    entries = List.copyOf(entries);
    pools = List.copyOf(pools);
    pipelines = List.copyOf(pipelines);
    Set<String> ids = new HashSet<>();
    Stream.of(entries, pools, pipelines).flatMap(List::stream).map(LibraryItem::id).forEach(id -> {
      if (!ids.add(id)) {
        throw new IllegalArgumentException("two entries are called " + id);
      }
    });
  }

  /** A library of nothing but ways to compile whole files. */
  public Library(List<LibraryEntry> entries) {
    this(entries, List.of(), List.of());
  }

  /** A library without pools. */
  public Library(List<LibraryEntry> entries, List<FunctionPipeline> pipelines) {
    this(entries, List.of(), pipelines);
  }

  /** All that is in it: entries, then pools, then pipelines. */
  public Stream<LibraryItem> items() {
    return Stream.of(entries, pools, pipelines).flatMap(List::stream);
  }

  /**
   * What there is for a target, in order.
   *
   * @param triple for example {@code thumbv7em-none-eabi}
   */
  public Library forTarget(String triple) {
    return forFamily(family(triple));
  }

  /** What there is for a family of machines, in order. */
  public Library forFamily(String family) {
    return having(item -> item.isFor(family));
  }

  /** Those items of it for which something holds, in order. */
  public Library having(Predicate<LibraryItem> condition) {
    return new Library(entries.stream().filter(condition).toList(), pools.stream().filter(condition).toList(),
        pipelines.stream().filter(condition).toList());
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
