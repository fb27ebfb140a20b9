package dev.assay.intellij.core.server;

import com.google.gson.JsonObject;
import dev.assay.intellij.core.java.NoJavaException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server is started with. Asked for at each start, so that changed settings hold from the next one on; may read
 * folders.
 */
public interface ServerSetup {
  /**
   * What to run.
   *
   * @throws NoJavaException where there is no Java to run it with
   * @throws ServerUnavailableException where the server's jars are missing
   */
  ServerCommand command() throws NoJavaException, ServerUnavailableException;

  /** The settings that are sent with {@code initialize}; {@code docs/protocol.md}. */
  JsonObject initializationOptions();

  /** The workspace's folders. */
  List<Path> folders();

  /** How long the server may take to answer {@code initialize}, and to end when it is told to. */
  ServerTimeouts timeouts();
}
