package dev.assay.lsp.action;

import dev.assay.build.FileBuild;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.concurrent.Cancellation;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an edit has to make smaller: code in a file's own object, in bytes.
 *
 * @param function the function's; empty where it has no code of its own
 * @param file that of all functions of the file
 */
record ObjectSizes(OptionalLong function, long file) {
  /** Those of clang's object at a level; empty where there is none. */
  static Optional<ObjectSizes> at(Level level, FileBuild build, String symbol, Cancellation cancellation) {
    return of(build.inFile(level, symbol, cancellation), build.inFile(level, FileBuild.WHOLE_FILE, cancellation));
  }

  /** Those of IR as it is, without any pass; empty where there is no object. */
  static Optional<ObjectSizes> asGiven(FileBuild build, String symbol, Cancellation cancellation) {
    return of(build.asGiven(symbol, cancellation), build.asGiven(FileBuild.WHOLE_FILE, cancellation));
  }

  private static Optional<ObjectSizes> of(InFile function, InFile file) {
    OptionalLong own = function instanceof InFile.Bytes there ? OptionalLong.of(there.bytes()) : OptionalLong.empty();
    return file instanceof InFile.Bytes all ? Optional.of(new ObjectSizes(own, all.bytes())) : Optional.empty();
  }

  /**
   * What is gained where these become others: the function is smaller and its file no larger; of a function that has no
   * code of its own before or after, the file is smaller.
   *
   * @return the gain in words; empty where there is none
   */
  Optional<String> gain(ObjectSizes after) {
    if (function.isPresent() && after.function.isPresent()) {
      boolean isSmaller = after.function.getAsLong() < function.getAsLong() && after.file <= file;
      return isSmaller ? Optional.of(Gain.bytes(function.getAsLong(), after.function.getAsLong())) : Optional.empty();
    }
    return fileGain(after);
  }

  /** What is gained in the file as a whole, in words; empty where that is nothing. */
  Optional<String> fileGain(ObjectSizes after) {
    return after.file < file ? Optional.of("the file's code " + Gain.bytes(file, after.file)) : Optional.empty();
  }
}
