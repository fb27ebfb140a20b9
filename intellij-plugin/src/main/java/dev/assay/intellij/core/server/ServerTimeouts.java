package dev.assay.intellij.core.server;

import java.time.Duration;

/**
 * How long to wait for a server before it counts as hung; nobody waits on the UI thread.
 *
 * @param initialize for the answer to {@code initialize}
 * @param shutdown for the answer to {@code shutdown}, and again for the process to end before it is killed
 */
public record ServerTimeouts(Duration initialize, Duration shutdown) {
  /** Used unless a test says otherwise. */
  public static final ServerTimeouts USUAL = new ServerTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(5));
}
