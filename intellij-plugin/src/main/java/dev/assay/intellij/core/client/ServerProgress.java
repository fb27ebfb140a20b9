package dev.assay.intellij.core.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that the server does and that takes a while. Thread-safe; ends with its server. */
public final class ServerProgress {
  private final String title;
  private final boolean cancellable;
  private final Runnable cancel;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String text = "";
  private volatile int percentage = -1;

  /** Something that has begun; {@code cancel} asks the server to stop it. */
  ServerProgress(String title, boolean cancellable, Runnable cancel) {
    this.title = title;
    this.cancellable = cancellable;
    this.cancel = cancel;
  }

  /** What is done. */
  public String title() {
    return title;
  }

  /** How far it is, in words. */
  public String text() {
    return text;
  }

  /** How far it is, from 0 to 100; -1 where that is not known. */
  public int percentage() {
    return percentage;
  }

  /** Whether the user may cancel it. */
  public boolean isCancellable() {
    return cancellable;
  }

  /** Asks the server to stop it. */
  public void cancel() {
    cancel.run();
  }

  /** Whether it has ended. */
  public boolean isEnded() {
    return ended.getCount() == 0;
  }

  /** Waits for its end, but no longer than this; returns whether it has ended. */
  public boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  void report(String newText, Integer newPercentage) {
    if (newText != null) {
      text = newText;
    }
    if (newPercentage != null) {
      percentage = Math.max(0, Math.min(100, newPercentage));
    }
  }

  void end() {
    ended.countDown();
  }
}
