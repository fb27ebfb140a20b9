package dev.assay.cc.toolchain;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The headers that belong to a compiler, {@code stddef.h} for example; each compiler needs its own. */
final class BuiltInHeaders {
  private static final Pattern FOLDER =
      Pattern.compile(".*/(gcc(-cross)?/[^/]+/[^/]+/include(-fixed)?(/[^/]+)?" + "|clang/[^/]+/include)");

  private BuiltInHeaders() {}

  /** Whether a folder holds them. */
  static boolean isFolder(String folder) {
    return FOLDER.matcher(Path.of(folder).normalize().toString()).matches();
  }
}
