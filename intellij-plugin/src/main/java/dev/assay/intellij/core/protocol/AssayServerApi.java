package dev.assay.intellij.core.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageServer;

/** What the server answers beyond the Language Server Protocol. */
public interface AssayServerApi extends LanguageServer {
  /** How a function's features react to every probe. */
  @JsonRequest("assay/spectrum")
  CompletableFuture<JsonElement> spectrum(JsonObject function);

  /** Where functions lie among all functions. */
  @JsonRequest("assay/map")
  CompletableFuture<JsonElement> map(JsonObject limit);
}
