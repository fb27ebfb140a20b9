package dev.assay.workspace.commands;

import java.io.IOException;
import java.nio.file.Path;

/** Where paths lead to once symbolic links are followed. */
final class RealPath {
  private RealPath() {}

  /** The path without symbolic links; as it is where it leads nowhere, or cannot be followed. */
  static Path of(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException | SecurityException e) {
      return path;
    }
  }
}
