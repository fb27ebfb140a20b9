package dev.assay.intellij.core.server;

/** Where the server is in its life. */
public enum ServerState {
  /** A process is being started, or has been and has not answered {@code initialize} yet. */
  STARTING,
  /** It answers. */
  RUNNING,
  /** It does not run and is not started again by itself. */
  FAILED,
  /** It was ended on purpose. */
  CLOSED
}
