package dev.assay.cli.input;

import dev.assay.build.Made;
import dev.assay.clang.DroppedFlag;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Reads a file that a user names or that is found, and says what is to be known of how its project compiles it. */
public final class InputFile {
  private InputFile() {}

  /** The file's bytes; or why it is not read. */
  public static Made<byte[]> read(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Made.not("is not read, since it is a pipe, a device or a folder"); // which may never end
      }
      return attributes.size() > SourceFile.LARGEST_BYTES ? Made.not(SourceFile.TOO_LARGE)
          : Made.of(Files.readAllBytes(path));
    } catch (IOException e) {
      return Made.not("cannot be read" + InputFinder.because(e));
    }
  }

  /** A sentence for each of the project's flags that was not honoured and matters. */
  public static List<String> notes(List<DroppedFlag> dropped) {
    return dropped.stream().filter(flag -> !flag.isHarmless())
        .map(flag -> "compiler flag " + flag.flag() + " was not honoured: " + flag.reason()).toList();
  }
}
