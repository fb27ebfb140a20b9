package dev.assay.lsp.client;

import dev.assay.lsp.protocol.ServerStatus;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;

/** A language client, with what Assay says beyond the protocol (docs/protocol.md). */
public interface AssayClient extends LanguageClient {
  /** Tells how the server is; sent only to clients that announce that they listen. */
  @JsonNotification("assay/status")
  void status(ServerStatus status);
}
