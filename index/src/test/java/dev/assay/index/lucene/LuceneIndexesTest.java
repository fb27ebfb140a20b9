package dev.assay.index.lucene;

import static dev.assay.index.TestFunctions.BUNDLE;
import static dev.assay.index.TestFunctions.body;
import static dev.assay.index.TestFunctions.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.index.Embedding;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarQuery;
import dev.assay.index.VectorStorage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIndexesTest {
  private static final IndexOptions OPTIONS = IndexOptions.forBundle(BUNDLE).withSearchWidth(1_000);

  @TempDir
  Path folder;

  private IndexOpening.Writable openToWrite(IndexOptions options) throws IOException {
    return (IndexOpening.Writable) LuceneIndexes.open(folder, options);
  }

  private void makeIndex() throws IOException {
    try (FunctionIndex index = openToWrite(OPTIONS).index()) {
      for (int commit = 0; commit < 3; commit++) {
        for (int i = 0; i < 40; i++) {
          index.put(function(commit + ".c", "f" + i, 40 * commit + i));
        }
        index.commit();
      }
    }
  }

  @Test
  void opensForReadingWhatSomebodyElseWrites() throws IOException {
    try (FunctionIndex index = openToWrite(OPTIONS).index()) {
      index.put(function("a.c", "f", 1));
      index.commit();
      IndexOpening.ReadOnly second = (IndexOpening.ReadOnly) LuceneIndexes.open(folder, OPTIONS);
      IndexOpening.ReadOnly third = (IndexOpening.ReadOnly) LuceneIndexes.open(folder, OPTIONS);
      try (FunctionReader reader = second.reader(); FunctionReader other = third.reader()) {
        assertThat(second.notice()).contains("Another process", Long.toString(ProcessHandle.current().pid()));
        assertThat(reader.functionsOf("a.c")).hasSize(1);
        index.put(function("a.c", "g", 2));
        index.commit();
        assertThat(reader.functionsOf("a.c")).hasSize(2);
        assertThat(other.search(SimilarQuery.of(body(2).embedding(), 5))).hasSize(2);
        assertThat(other.statistics().bundleId()).isEqualTo(BUNDLE);
      }
      assertThat(LuceneIndexes.open(folder, IndexOptions.forBundle("other")))
          .isInstanceOf(IndexOpening.OtherBundle.class);
    }
    assertThat(LuceneIndexes.open(folder, OPTIONS)).isInstanceOfSatisfying(IndexOpening.Writable.class,
        writable -> assertThat(writable.notices()).isEmpty());
  }

  @Test
  void tellsAReaderThatTheIndexIsNowOfAnotherBundle() throws IOException {
    makeIndex();
    FunctionIndex first = openToWrite(OPTIONS).index();
    FunctionReader reader = ((IndexOpening.ReadOnly) LuceneIndexes.open(folder, OPTIONS)).reader();
    first.close();
    try (FunctionIndex second = openToWrite(IndexOptions.forBundle("newer").replacingOtherBundle()).index()) {
      assertThat(second.files()).isEmpty();
      assertThatThrownBy(reader::files).isInstanceOf(IOException.class).hasMessageContaining("newer");
    }
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments_", ".cfs", ".si"})
  void movesAnIndexAsideWhenAFileIsCutShort(String kind) throws IOException {
    makeIndex();
    damage(kind, file -> file.setLength(file.length() / 2));
    checkMovedAside();
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments_", ".cfs", ".si"})
  void movesAnIndexAsideWhenAFileIsMissing(String kind) throws IOException {
    makeIndex();
    Files.delete(find(kind));
    checkMovedAside();
  }

  @Test
  void movesAnIndexAsideWhenAByteHasChangedAnywhere() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      makeIndex();
      long place = random.nextLong(Files.size(find(".cfs")));
      damage(".cfs", file -> {
        file.seek(place);
        int value = file.read();
        file.seek(place);
        file.write(value ^ 4);
      });
      checkMovedAside();
    }
  }

  private interface Damage {
    void to(RandomAccessFile file) throws IOException;
  }

  private void damage(String kind, Damage damage) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(find(kind).toFile(), "rw")) {
      damage.to(file);
    }
  }

  private Path find(String kind) throws IOException {
    return list(folder.resolve("lucene"), path -> path.getFileName().toString().contains(kind)).get(0);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).sorted().toList();
    }
  }

  private void checkMovedAside() throws IOException {
    IndexOpening.Writable opening = openToWrite(OPTIONS);
    try (FunctionIndex index = opening.index()) {
      assertThat(opening.notices()).singleElement().asString().contains("damaged", "moved to", "corrupt-");
      assertThat(index.files()).isEmpty();
      index.put(function("a.c", "f", 1));
    }
    List<Path> aside = list(folder, path -> path.getFileName().toString().startsWith("corrupt-"));
    assertThat(aside).hasSize(1);
    assertThat(list(aside.get(0), path -> true)).isNotEmpty();
    try (FunctionIndex index = openToWrite(OPTIONS).index()) {
      assertThat(index.files()).hasSize(1);
    }
  }

  @Test
  void takesAnIndexThatWasNeverBornForNew() throws IOException {
    Files.createDirectories(folder.resolve("lucene"));
    Files.writeString(folder.resolve("lucene/pending_segments_1"), "x");
    Files.writeString(folder.resolve("lucene/write.lock"), "");
    IndexOpening.Writable opening = openToWrite(OPTIONS);
    assertThat(opening.notices()).isEmpty();
    opening.index().close();
  }

  @Test
  void makesAnIndexAnewThatKeepsVectorsOtherwise() throws IOException {
    makeIndex();
    IndexOpening.Writable opening = openToWrite(OPTIONS.withStorage(VectorStorage.FLOAT));
    try (FunctionIndex index = opening.index()) {
      assertThat(opening.notices()).singleElement().asString().contains("settings");
      assertThat(index.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(VectorStorage.class)
  void findsItsWayWithAnyStorage(VectorStorage storage) throws IOException {
    IndexOptions options = OPTIONS.withStorage(storage).withSearchWidth(50);
    try (FunctionIndex index = openToWrite(options).index()) {
      for (int i = 0; i < 400; i++) {
        index.put(function((i % 10) + ".c", "f" + i, i));
      }
      index.compact();
      index.deleteFile("0.c");
      index.commit();
      assertThat(index.statistics().deleted()).isPositive();
      int found = 0;
      for (int i = 1; i < 400; i += 7) {
        if (i % 10 != 0) {
          var rows = index.search(SimilarQuery.of(body(i).embedding(), body(i).instructions()).withLimit(3));
          found += rows.get(0).body().unitHash().equals(body(i).unitHash()) ? 1 : 0;
        }
      }
      assertThat(found).isGreaterThanOrEqualTo(50);
      Embedding kept = index.get(new PlaceKey("7.c", "f7")).orElseThrow().body().embedding();
      assertThat(kept.similarity(body(7).embedding())).isGreaterThan(0.999);
      assertThat(kept.equals(body(7).embedding())).isEqualTo(storage.isLossless());
    }
  }

  @Test
  void saysThatAFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> LuceneIndexes.open(file.resolve("index"), OPTIONS)).isInstanceOf(IOException.class);
  }
}
