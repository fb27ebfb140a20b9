package dev.assay.intellij.core.view;

import dev.assay.intellij.core.protocol.ServerStatus;
import dev.assay.intellij.core.protocol.StatusText;
import dev.assay.intellij.core.server.ServerState;
import java.util.List;
import java.util.Optional;

/** What the status bar says: the server's own words while it runs, else how its process is. */
public final class StatusBarText {
  /** Until the server has said how it is, and for one that is too old to put it into words. */
  private static final StatusText RUNNING = new StatusText("Assay", List.of("The server is running."), "ok");

  private StatusBarText() {}

  /**
   * The text, from how the process is and what the server last said of itself.
   *
   * @param reason why the server has failed; empty where it has not
   */
  public static StatusText of(ServerState state, String reason, Optional<ServerStatus> status) {
    return switch (state) {
      case STARTING -> new StatusText("Assay: starting", List.of("The server is starting."), "busy");
      case CLOSED -> new StatusText("Assay: stopped", List.of("The server is not running."), "error");
      case FAILED -> new StatusText("Assay: failed", List.of(reason), "error");
      case RUNNING -> status.map(ServerStatus::text).orElse(RUNNING);
    };
  }
}
