package dev.assay.intellij.core.server;

import dev.assay.intellij.core.client.ClientListener;

/** Is told what the server says, and how its process is; the rules of {@link ClientListener} hold. */
public interface ServerListener extends ClientListener {
  /** The server's state has changed. The sentence says why where it has failed, else it is empty. */
  void stateChanged(ServerState state, String sentence);
}
