package dev.assay.lsp;

import dev.assay.Engine;
import dev.assay.build.FileBuild;
import dev.assay.ir.ReadResult;
import dev.assay.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Builds that nothing is made of. */
public final class SharedBuilds {
  private SharedBuilds() {}

  /** The engine of the tests. */
  public static Engine engine() {
    return SharedEngine.get();
  }

  /** A build of an empty file, not begun; never the same again. */
  public static FileBuild ofNothing() {
    return ofNothing("/nothing.c");
  }

  /** The same, of a file of a name. */
  public static FileBuild ofNothing(String name) {
    return engine().builds().of(new SourceFile(Path.of(name), new byte[0], Optional.empty()),
        ReadResult.of(List.of(), List.of()));
  }
}
