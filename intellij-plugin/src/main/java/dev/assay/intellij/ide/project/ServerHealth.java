package dev.assay.intellij.ide.project;

import dev.assay.intellij.core.protocol.ServerStatus;
import dev.assay.intellij.core.protocol.StatusText;
import dev.assay.intellij.core.server.ServerState;
import dev.assay.intellij.core.view.StatusBarText;
import java.util.Optional;

/**
 * How a project's server is.
 *
 * @param state whether its process runs
 * @param reason why it has failed; empty where it has not
 * @param status its last status notification
 */
public record ServerHealth(ServerState state, String reason, Optional<ServerStatus> status) {
  /** As the status bar says it. */
  public StatusText text() {
    return StatusBarText.of(state, reason, status);
  }
}
