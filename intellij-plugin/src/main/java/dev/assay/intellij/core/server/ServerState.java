package dev.assay.intellij.core.server;

/** Whether the server runs, or why not. */
public enum ServerState {
  /** A process is being started, or has been and has not answered {@code initialize} yet. */
  STARTING,
  /** It answers. */
  RUNNING,
  /** It does not run and is not restarted automatically. */
  FAILED,
  /** It was ended on purpose. */
  CLOSED
}
