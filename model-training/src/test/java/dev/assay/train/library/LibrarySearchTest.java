package dev.assay.train.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.LibraryPart;
import dev.assay.build.Level;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Vetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search on sizes that are made up, and the file that its result goes to. */
class LibrarySearchTest {
  @TempDir
  private Path folder;

  /** {@code a} helps both files, {@code b} only the second and harms the first; {@code n=2} is better than 1. */
  private static List<Long> sizes(Set<String> options) {
    long first = 100L - (options.contains("a") ? 10 : 0) + (options.contains("b") ? 9 : 0);
    long second = 100L - (options.contains("a") ? 5 : 0) - (options.contains("b") ? 4 : 0);
    long value = options.contains("n=2") ? 3 : options.contains("n=1") ? 1 : 0;
    return List.of(first - value, options.contains("crash") ? Long.MAX_VALUE : second);
  }

  @Test
  void the_best_single_set_comes_first_then_what_helps_most_after_it() throws Exception {
    List<Set<String>> sets = new LibrarySearch(LibrarySearchTest::sizes).search(Set.of("n=1", "useless"),
        List.of("a", "n=2", "b", "useless", "crash"), 5);
    assertThat(sets).containsExactly(Set.of("a", "n=2", "useless"), Set.of("a", "b", "n=2", "useless"));
  }

  @Test
  void a_library_is_read_as_it_was_written() throws Exception {
    LibraryEntry entry = new LibraryEntry("oz-1", Level.OZ, List.of("-mllvm -disable-lsr", "-fno-vectorize"),
        Set.of("x86_64"), new Vetting(7, 2));
    Path file = folder.resolve("library.json");
    LibraryFile.write(file, new Library(List.of(entry)), Map.of("search", Map.of("seed", 1)));
    LibraryFile.write(file, new Library(List.of(entry)), Map.of("vetting", Map.of("lastSeed", 9)));
    assertThat(LibraryPart.inFile(file).entries()).containsExactly(entry);
    assertThat(file).content().contains("\"seed\":1", "\"lastSeed\":9");
  }

  private static LibraryEntry entry(String id, String target, int programs) {
    return new LibraryEntry(id, Level.OZ, List.of("-fno-vectorize"), Set.of(target), new Vetting(programs, 0));
  }

  @Test
  void a_part_of_a_library_takes_the_place_of_its_old_entries_and_leaves_the_others() throws Exception {
    Path whole = folder.resolve("whole.json");
    LibraryFile.write(whole,
        new Library(List.of(entry("x-1", "x86_64", 9), entry("arm-1", "arm", 0), entry("arm-2", "arm", 0))),
        Map.of("search", 1));
    Path part = folder.resolve("part.json");
    LibraryFile.write(part, new Library(List.of(entry("arm-2", "arm", 70), entry("arm-3", "arm", 70))),
        Map.of("vetting-arm", 2));
    byte[] merged =
        LibraryFile.merged(whole, new Library(List.of(entry("arm-1", "arm", 0), entry("arm-2", "arm", 0))), part);
    Files.write(whole, merged);

    assertThat(LibraryPart.inFile(whole).entries()).containsExactly(entry("x-1", "x86_64", 9),
        entry("arm-2", "arm", 70), entry("arm-3", "arm", 70));
    assertThat(whole).content().contains("\"search\":1", "\"vetting-arm\":2");
    assertThat(LibraryFile.merged(folder.resolve("none.json"), Library.EMPTY, part))
        .isEqualTo(Files.readAllBytes(part));
  }
}
