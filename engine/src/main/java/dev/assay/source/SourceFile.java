package dev.assay.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file to look at, with the text that counts: an editor's, where it has unsaved changes.
 *
 * @param path where it is, absolute
 * @param content its bytes, not to be changed
 * @param command how the project compiles it, where that is known
 */
public record SourceFile(Path path, byte[] content, Optional<CompileCommand> command) {
  /** The most bytes that a file may have to be read: LLVM needs many times its size. */
  public static final long LARGEST_BYTES = 256L << 20;
  /** What is said of a larger one, as the end of a sentence about the file. */
  public static final String TOO_LARGE = "is larger than " + (LARGEST_BYTES >> 20) + " MiB";

  /** The file with spaces in place of a byte order mark, which LLVM does not take, so that places stay as they are. */
  public SourceFile withoutMark() {
    if (content.length < 3 || content[0] != (byte) 0xEF || content[1] != (byte) 0xBB || content[2] != (byte) 0xBF) {
      return this;
    }
    byte[] copy = content.clone();
    Arrays.fill(copy, 0, 3, (byte) ' ');
    return new SourceFile(path, copy, command);
  }
}
