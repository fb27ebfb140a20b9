package dev.assay.index.bench;

import dev.assay.index.VectorStorage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to measure. Immutable.
 *
 * @param sizes of how many functions indexes are made
 * @param storages how vectors are kept
 * @param widths how many candidates searches look at
 * @param queries how many different queries are asked, at least 10
 * @param seed of the made-up vectors
 * @param folder where the indexes are made; they are deleted again
 */
public record BenchmarkSettings(List<Integer> sizes, List<VectorStorage> storages, List<Integer> widths, int queries,
    long seed, Path folder) {
  /** What {@link #parse} understands. */
  public static final String USAGE = "usage: [--sizes 10000,100000] [--storages float,int8,int4,binary,int8_only] "
      + "[--widths 100,200] [--queries 500] [--seed 1] [--folder DIR]";

  /** Copies the lists and checks the ranges. */
  public BenchmarkSettings {
    sizes = List.copyOf(sizes);
    storages = List.copyOf(storages);
    widths = List.copyOf(widths);
    if (sizes.stream().anyMatch(size -> size < 100 || size > 50_000_000) || queries < 10) {
      throw new IllegalArgumentException("100 to 50,000,000 functions and 10 queries or more. " + USAGE);
    }
  }

  /** 10,000 and 100,000 functions, kept in every way. */
  public static BenchmarkSettings defaults() {
    return new BenchmarkSettings(List.of(10_000, 100_000), List.of(VectorStorage.values()), List.of(100), 500, 1,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Settings from arguments: the defaults, changed by options that each have a value.
   *
   * @throws IllegalArgumentException when an option is unknown or its value does not fit, with the usage
   */
  public static BenchmarkSettings parse(List<String> arguments) {
    BenchmarkSettings settings = defaults();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(USAGE);
      }
      try {
        settings = settings.with(arguments.get(i), arguments.get(i + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a number: " + arguments.get(i + 1) + ". " + USAGE, e);
      }
    }
    return settings;
  }

  private BenchmarkSettings with(String option, String value) {
    return switch (option) {
      case "--sizes" -> new BenchmarkSettings(numbers(value), storages, widths, queries, seed, folder);
      case "--storages" -> new BenchmarkSettings(sizes,
          Arrays.stream(value.split(",")).map(name -> VectorStorage.valueOf(name.toUpperCase(Locale.ROOT))).toList(),
          widths, queries, seed, folder);
      case "--widths" -> new BenchmarkSettings(sizes, storages, numbers(value), queries, seed, folder);
      case "--queries" -> new BenchmarkSettings(sizes, storages, widths, Integer.parseInt(value), seed, folder);
      case "--seed" -> new BenchmarkSettings(sizes, storages, widths, queries, Long.parseLong(value), folder);
      case "--folder" -> new BenchmarkSettings(sizes, storages, widths, queries, seed, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option " + option + ". " + USAGE);
    };
  }

  private static List<Integer> numbers(String value) {
    return Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
  }
}
