package dev.assay.lsp.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.index.Embedding;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionPlace;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexedFunction;
import dev.assay.index.LineRange;
import dev.assay.index.Measurements;
import dev.assay.index.PlaceKey;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.similar.IndexedFunctionLookup;
import dev.assay.lsp.similar.ReadableNames;
import dev.assay.lsp.similar.SimilarFunctionLookup;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.workspace.indexing.IndexFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedFunctionLookupTest {
  private static final String FILE = "/work/a.c";
  private static final String URI = "file:///work/a.c";

  @TempDir
  Path folder;

  private final Random random = new Random(5);
  private final IndexAccess access = new IndexAccess();
  private final Semaphore news = new Semaphore(0);
  private final SimilarFunctionLookup similar =
      new IndexedFunctionLookup(access, new ClientPort(), () -> 10, new ReadableNames(Optional::empty));
  private FunctionIndex index;

  @BeforeEach
  void makeIndex() throws IOException {
    index = ((IndexOpening.Writable) IndexFolder.open(folder.toString(), IndexOptions.forBundle("test"))).index();
    float[] centre = vector();
    put("/work/b.c", "near", near(centre, 0.01f), 50);
    put("/work/c.c", "nearer", near(centre, 0.001f), 50);
    put("/work/c.c", "small", near(centre, 0.001f), 5);
    put(FILE, "asked", centre, 50);
    put(FILE, "lonely", vector(), 50);
    for (int i = 0; i < 300; i++) {
      put("/work/other.c", "other" + i, vector(), 50);
    }
    index.commit();
    similar.onChange(news::release);
  }

  @AfterEach
  void closeIndex() throws IOException {
    access.close();
    index.close();
  }

  private float[] vector() {
    float[] vector = new float[Embedding.DIMENSIONS];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private float[] near(float[] centre, float distance) {
    float[] vector = centre.clone();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += distance * (float) random.nextGaussian();
    }
    return vector;
  }

  private void put(String file, String name, float[] vector, int instructions) throws IOException {
    FunctionBody body = new FunctionBody("hash-" + name, "test", instructions, Embedding.of(vector), Measurements.NONE,
        Collections.nCopies(FunctionBody.FEATURES, 1));
    index.put(new IndexedFunction(
        new FunctionPlace(new PlaceKey(file, name), "c", Optional.of(new LineRange(7, 9)), Instant.EPOCH), body));
  }

  private void awaitNews() throws InterruptedException {
    assertThat(news.tryAcquire(30, TimeUnit.SECONDS)).as("listeners are told").isTrue();
  }

  @Test
  void answersAtOnceAndTellsWhenItKnowsMore() throws InterruptedException {
    access.open(index);
    assertThat(similar.around(URI, "asked", "hash-asked")).as("not looked up yet").isEmpty();
    awaitNews();
    Similar found = similar.around(URI, "asked", "hash-asked").orElseThrow();
    assertThat(found.count()).as("without itself, the small one and those that are not alike").isEqualTo(2);
    assertThat(found.isMore()).isFalse();
    assertThat(found.nearest()).extracting(SimilarFunctionLookup.Neighbour::name).containsExactly("nearer", "near");
    assertThat(found.nearest().get(0).uri()).isEqualTo("file:///work/c.c");
    assertThat(found.nearest().get(0).line()).isEqualTo(OptionalInt.of(7));
    assertThat(found.nearest().get(0).similarity()).isBetween(0.999, 1.0);

    similar.around(URI, "lonely", "hash-lonely");
    awaitNews();
    assertThat(similar.around(URI, "lonely", "hash-lonely")).contains(new Similar(0, false, List.of(), false));
  }

  @Test
  void looksAgainWhenTheIndexHasChanged() throws IOException, InterruptedException {
    access.open(index);
    similar.around(URI, "asked", "hash-asked");
    awaitNews();
    index.deleteFile("/work/c.c");
    index.commit();
    access.changed();
    assertThat(similar.around(URI, "asked", "hash-asked").orElseThrow().count()).as("what was known").isEqualTo(2);
    awaitNews();
    assertThat(similar.around(URI, "asked", "hash-asked").orElseThrow().count()).isEqualTo(1);
  }

  @Test
  void thatThereWasNoneIsNotSaidOfAnIndexThatHasChanged() throws InterruptedException {
    access.open(index);
    similar.around(URI, "lonely", "hash-lonely");
    awaitNews();
    assertThat(similar.around(URI, "lonely", "hash-lonely")).isPresent();
    access.changed();
    assertThat(similar.around(URI, "lonely", "hash-lonely")).as("not looked up since").isEmpty();
    awaitNews();
    assertThat(similar.around(URI, "lonely", "hash-lonely")).contains(new Similar(0, false, List.of(), false));
  }

  @Test
  void whileTheIndexGrowsThatIsSaid() throws InterruptedException {
    access.growing(true);
    access.open(index);
    similar.around(URI, "lonely", "hash-lonely");
    awaitNews();
    assertThat(similar.around(URI, "lonely", "hash-lonely")).contains(new Similar(0, false, List.of(), true));
    access.growing(false);
    assertThat(similar.around(URI, "lonely", "hash-lonely")).contains(new Similar(0, false, List.of(), false));
  }

  @Test
  void knowsNothingWithoutAnIndexAndOfFunctionsThatAreNotInIt() throws InterruptedException {
    assertThat(similar.around(URI, "asked", "hash-asked")).isEmpty();
    access.open(index);
    assertThat(similar.around(URI, "asked", "hash-asked")).isEmpty();
    assertThat(similar.around(URI, "unknown", "hash-unknown")).isEmpty();
    awaitNews();
    assertThat(similar.around(URI, "asked", "hash-asked")).isPresent();
    assertThat(similar.around(URI, "unknown", "hash-unknown")).isEmpty();
  }
}
