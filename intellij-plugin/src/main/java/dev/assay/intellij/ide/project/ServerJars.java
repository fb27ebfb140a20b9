package dev.assay.intellij.ide.project;

import com.intellij.openapi.application.PathManager;
import dev.assay.intellij.core.server.ServerUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the server's jars are: in {@code server/lib} of the plugin's folder. */
final class ServerJars {
  /** Names another folder, for running the plugin from its sources. */
  private static final String PROPERTY = "assay.server.jars";

  private ServerJars() {}

  /** The folder. */
  static Path folder() throws ServerUnavailableException {
    String other = System.getProperty(PROPERTY);
    Path folder = other == null ? packed() : Path.of(other);
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ServerUnavailableException(
          "The Assay server is missing from the plugin's folder (" + folder + "). Install the plugin again.");
    }
    return folder;
  }

  private static Path packed() {
    String jar = PathManager.getJarPathForClass(ServerJars.class);
    Path lib = jar == null ? null : Path.of(jar).toAbsolutePath().getParent();
    return lib == null ? null : lib.resolveSibling("server").resolve("lib");
  }
}
