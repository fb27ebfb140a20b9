package dev.assay.lsp.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Engine;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildOptions;
import dev.assay.ir.ReadResult;
import dev.assay.lsp.analysis.Reading;
import dev.assay.workspace.indexing.FileIndexer.Again;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {
  private static final Path A = Path.of("/work/a.c");
  private static final Path B = Path.of("/work/b.c");
  private static final Path C = Path.of("/work/c.c");

  private final AtomicLong now = new AtomicLong();
  private final ChangeQueue queue = new ChangeQueue(now::get);

  private static Reading reading(int version) {
    return new Reading(version, ReadResult.of(List.of(), List.of()), (Engine) null, AdviceOptions.nothing(), null,
        BuildOptions.usual());
  }

  private Optional<ChangeQueue.Item> take() {
    try {
      return queue.take(0);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static Optional<ChangeQueue.Item> onDisk(Path path, Again again) {
    return Optional.of(new ChangeQueue.Item.OnDisk(path, again));
  }

  @Test
  void givesAFileThatChangesOftenOutOnce() {
    for (int i = 0; i < 100; i++) {
      queue.changed(A);
    }
    pass(1_000);
    assertThat(take()).isEqualTo(onDisk(A, Again.NONE));
    assertThat(take()).isEmpty();
    queue.changed(A); // while it is being looked at
    pass(1_000);
    assertThat(take()).as("one at a time").isEmpty();
    assertThat(queue.restIfEmpty()).isFalse();
    queue.done(A);
    assertThat(take()).isEqualTo(onDisk(A, Again.NONE));
    queue.done(A);
    assertThat(queue.restIfEmpty()).isTrue();
  }

  @Test
  void waitsUntilABurstIsOverButNotForever() {
    queue.changed(A);
    assertThat(take()).isEmpty();
    pass(150);
    queue.changed(B);
    pass(150);
    assertThat(take()).isEmpty();
    pass(100);
    assertThat(take()).isPresent();
    assertThat(take()).isPresent();
    queue.changed(C);
    for (int i = 0; i < 19; i++) {
      pass(100);
      queue.changed(C);
      assertThat(take()).isEmpty();
    }
    pass(100);
    queue.changed(C);
    assertThat(take()).as("after two seconds of changes").isPresent();
  }

  @Test
  void looksAtEverythingWhenVeryManyHaveChanged() {
    for (int i = 0; i <= ChangeQueue.MOST_CHANGED; i++) {
      queue.changed(Path.of("/work/" + i + ".c"));
    }
    assertThat(queue.count().left()).isZero();
    pass(1_000);
    assertThat(take()).contains(new ChangeQueue.Item.Scan(Again.NONE));
    assertThat(take()).isEmpty();
  }

  @Test
  void givesWhatIsOpenOutFirstAndInItsNewestReadingOnly() {
    queue.scanned(List.of(A, B, C), Again.ALL);
    queue.changed(B);
    pass(1_000);
    Reading newest = reading(2);
    queue.read(C, reading(1));
    queue.read(C, newest);

    assertThat(take()).contains(new ChangeQueue.Item.Open(C, newest));
    assertThat(take()).as("what has changed, as thoroughly as the list wants").isEqualTo(onDisk(B, Again.ALL));
    assertThat(take()).isEqualTo(onDisk(A, Again.ALL));
    assertThat(take()).isEmpty();
  }

  @Test
  void leavesTheDiskAloneWhileAFileIsOpen() {
    queue.read(A, reading(1));
    assertThat(take()).isPresent();
    queue.done(A);
    queue.changed(A);
    queue.scanned(List.of(A), Again.NONE);
    pass(1_000);
    assertThat(take()).isEmpty();

    queue.closed(A);
    pass(1_000);
    assertThat(take()).isEqualTo(onDisk(A, Again.NONE));
  }

  @Test
  void keepsTheMoreThoroughOfTwoScans() {
    queue.rescan(Again.ALL);
    queue.rescan(Again.NONE);
    pass(1_000);
    assertThat(take()).contains(new ChangeQueue.Item.Scan(Again.ALL));
  }

  @Test
  void countsWhatIsDoneUntilNothingIsLeft() {
    queue.scanned(List.of(A, B), Again.NONE);
    assertThat(queue.count()).isEqualTo(new ChangeQueue.Count(0, 2));
    take();
    assertThat(queue.count()).isEqualTo(new ChangeQueue.Count(0, 2));
    queue.done(A);
    assertThat(queue.count()).isEqualTo(new ChangeQueue.Count(1, 1));
    take();
    queue.done(B);
    assertThat(queue.restIfEmpty()).isTrue();
    assertThat(queue.count()).isEqualTo(new ChangeQueue.Count(0, 0));
  }
}
