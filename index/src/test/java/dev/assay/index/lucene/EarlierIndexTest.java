package dev.assay.index.lucene;

import static dev.assay.index.TestFunctions.BUNDLE;
import static dev.assay.index.TestFunctions.body;
import static dev.assay.index.TestFunctions.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionPlace;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexedFile;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An index that an earlier version wrote is read, and written further. {@code index-of-format-1.zip} was written by
 * commit ac42e76: three commits, with a file of three functions, a copy of one of these in another file, a file that
 * was deleted again, and a function that was put in singly.
 */
class EarlierIndexTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream bytes = EarlierIndexTest.class.getResourceAsStream("index-of-format-1.zip");
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }

  private FunctionIndex open() throws IOException {
    IndexOpening opening = LuceneIndexes.open(folder, IndexOptions.forBundle(BUNDLE));
    assertThat(opening).isInstanceOf(IndexOpening.Writable.class);
    assertThat(((IndexOpening.Writable) opening).notices()).as("nothing is made anew").isEmpty();
    return ((IndexOpening.Writable) opening).index();
  }

  @Test
  void everythingThatWasWrittenIsThere() throws IOException {
    try (FunctionIndex index = open()) {
      assertThat(index.files()).containsExactly(new IndexedFile("/src/a.c", Optional.of("stamp a"), 3),
          new IndexedFile("/src/b.c", Optional.of("stamp b"), 1),
          new IndexedFile("/src/single.ll", Optional.empty(), 1));
      assertThat(index.functionsOf("/src/a.c")).containsExactly(function("/src/a.c", "one", 1),
          function("/src/a.c", "three", 5), function("/src/a.c", "two", 2));
      assertThat(index.get(new PlaceKey("/src/single.ll", "single"))).contains(function("/src/single.ll", "single", 6));
      assertThat(index.findBody(body(5).unitHash())).contains(body(5));
      assertThat(index.findBody(body(4).unitHash())).as("its file was deleted").isEmpty();
      assertThat(index.placesOf(body(2).unitHash(), 9)).extracting(FunctionPlace::key)
          .containsExactly(new PlaceKey("/src/a.c", "two"), new PlaceKey("/src/b.c", "copy"));
      List<SimilarFunction> found = index.search(SimilarQuery.of(body(2).embedding(), body(2).instructions()));
      assertThat(found).hasSize(4);
      assertThat(found.getFirst().body()).isEqualTo(body(2));
      assertThat(found.getFirst().placeCount()).isEqualTo(2);
    }
  }

  @Test
  void itIsWrittenFurther() throws IOException {
    try (FunctionIndex index = open()) {
      index.putFile("/src/a.c", "stamp c", List.of(function("/src/a.c", "one", 7)));
    }
    try (FunctionIndex index = open()) {
      assertThat(index.functionsOf("/src/a.c")).containsExactly(function("/src/a.c", "one", 7));
      assertThat(index.findBody(body(1).unitHash())).as("its last place is gone").isEmpty();
      assertThat(index.findBody(body(2).unitHash())).as("it is still in b.c").contains(body(2));
      assertThat(index.statistics().functions()).isEqualTo(3);
    }
  }
}
