package dev.assay.intellij.core.server;

import dev.assay.intellij.core.client.ClientListener;

/** Is told what the server sends, and whether its process runs. Called as {@link ClientListener} says. */
public interface ServerListener extends ClientListener {
  /** The server's state has changed. The sentence says why where it has failed, else it is empty. */
  void stateChanged(ServerState state, String sentence);
}
