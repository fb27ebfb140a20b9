package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.FileBuild;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.lsp.SharedBuilds;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrecompilingTest {
  private final Attention attention = new Attention();
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final BlockingQueue<FileBuild> begun = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> outcome = new CompletableFuture<>();
  private final Precompiling precompiling = new Precompiling(attention, log::add, this::precompile);
  private volatile Cancellation last;

  @AfterEach
  void close() {
    outcome.complete("");
    precompiling.close();
  }

  private List<String> precompile(FileBuild build, Cancellation cancellation) {
    last = cancellation;
    begun.add(build);
    String done = Waiting.result(outcome);
    cancellation.check();
    return List.of(done);
  }

  private FileBuild built(String name) {
    FileBuild build = SharedBuilds.ofNothing("/" + name);
    precompiling.built(build);
    return build;
  }

  @Test
  void saysWhatIsDoneOneFileAfterTheOther() throws InterruptedException {
    FileBuild first = built("a.cc");
    assertThat(begun.take()).isSameAs(first);
    FileBuild second = built("b.cc");
    assertThat(begun).as("one at a time").isEmpty();
    outcome.complete("done");
    assertThat(log.take()).isEqualTo("a.cc: done");
    assertThat(begun.take()).isSameAs(second);
    assertThat(log.take()).isEqualTo("b.cc: done");
  }

  @Test
  void ofTextsThatWaitTheNewestIsTaken() throws InterruptedException {
    built("a.cc");
    begun.take();
    built("b.cc");
    FileBuild newest = built("b.cc");
    outcome.complete("done");
    assertThat(begun.take()).isSameAs(newest);
    assertThat(log.take()).isEqualTo("a.cc: done");
    assertThat(log.take()).isEqualTo("b.cc: done");
    assertThat(begun).isEmpty();
  }

  @Test
  void nothingIsBegunWhileTheUserWaits() throws InterruptedException {
    Attention.Wait wait = attention.begin();
    FileBuild build = built("a.cc");
    assertThat(begun).isEmpty();
    wait.end();
    assertThat(begun.take()).isSameAs(build);
  }

  @Test
  void whatIsGivenUpIsNotDone() throws InterruptedException {
    built("a.cc");
    begun.take();
    built("b.cc");
    precompiling.cancelAll();
    assertThat(last.isCancelled()).isTrue();
    outcome.complete("done");
    built("c.cc");
    assertThat(log.take()).isEqualTo("c.cc: done");
  }

  @Test
  void aFailureIsSaidAndTheNextIsBegun() throws InterruptedException {
    built("a.cc");
    begun.take();
    FileBuild next = built("b.cc");
    outcome.completeExceptionally(new IllegalStateException("the disk is full"));
    assertThat(log.take()).startsWith("precompiling failed: ").contains("the disk is full");
    assertThat(begun.take()).isSameAs(next);
  }
}
