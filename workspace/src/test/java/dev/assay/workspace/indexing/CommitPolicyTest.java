package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger commits = new AtomicInteger();
  private final CommitPolicy policy = new CommitPolicy(commits::incrementAndGet, Duration.ofSeconds(10), 100, now::get);

  private static FileOutcome indexed(int measured) {
    return new FileOutcome(Path.of("a.c"), FileOutcome.Kind.INDEXED, measured, measured, List.of(), List.of());
  }

  @Test
  void commitsAfterSoMuchWork() throws IOException {
    assertThat(policy.done(indexed(60))).isFalse();
    assertThat(policy.done(indexed(39))).isFalse();
    assertThat(policy.done(indexed(1))).isTrue();
    assertThat(policy.done(indexed(99))).isFalse();
    assertThat(commits).hasValue(1);
  }

  @Test
  void commitsAfterSoMuchTime() throws IOException {
    policy.done(indexed(1));
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(policy.done(FileOutcome.of(Path.of("b.c"), FileOutcome.Kind.UNCHANGED))).isTrue();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(policy.done(FileOutcome.of(Path.of("b.c"), FileOutcome.Kind.UNCHANGED))).as("nothing to commit")
        .isFalse();
    assertThat(policy.commit()).isFalse();
    assertThat(commits).hasValue(1);
  }

  @Test
  void commitsDeletions() throws IOException {
    policy.done(FileOutcome.of(Path.of("b.c"), FileOutcome.Kind.DELETED));
    assertThat(policy.commit()).isTrue();
  }
}
