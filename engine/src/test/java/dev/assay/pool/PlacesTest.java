package dev.assay.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.concurrent.Cancellation;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a worker when there are more requests than workers. */
@Timeout(60)
class PlacesTest {
  private final Places places = new Places(1);
  private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

  private Thread wait(String name, Cancellation cancellation) throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(() -> {
      places.acquire(cancellation);
      got.add(name);
      places.release();
    });
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    return thread;
  }

  @Test
  void whatIsUrgentGoesBeforeWhatWaitsLonger() throws InterruptedException {
    places.acquire(Cancellation.never());
    Cancellation urgent = new Cancellation();
    urgent.hurry();
    Thread usual = wait("usual", new Cancellation());
    Thread hurried = wait("urgent", urgent.part());
    assertThat(places.tryAcquire()).isFalse();
    places.release();
    usual.join();
    hurried.join();
    assertThat(got).containsExactly("urgent", "usual");
    assertThat(places.free()).isEqualTo(1);
  }

  @Test
  void whatWaitsMayBecomeUrgent() throws InterruptedException {
    places.acquire(Cancellation.never());
    Cancellation first = new Cancellation();
    Cancellation second = new Cancellation();
    first.hurry();
    Thread urgent = wait("first", first);
    Thread later = wait("second", second);
    second.hurry();
    first.cancel();
    urgent.join();
    places.release();
    later.join();
    assertThat(got).containsExactly("second");
    assertThat(places.tryAcquire()).as("nobody waits").isTrue();
  }

  @Test
  void whoIsCancelledStopsWaiting() {
    places.acquire(Cancellation.never());
    Cancellation cancellation = new Cancellation();
    cancellation.hurry();
    cancellation.cancel();
    assertThatThrownBy(() -> places.acquire(cancellation)).isInstanceOf(CancellationException.class);
    places.release();
    assertThat(places.tryAcquire()).as("it does not count any more").isTrue();
  }
}
