package dev.assay.lsp.similar;

import dev.assay.index.FunctionPlace;
import dev.assay.index.LineRange;
import dev.assay.lsp.commands.FunctionResolver;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.lsp4j.Range;

/** Places of the index as the protocol has them. */
final class Places {
  private Places() {}

  /** The URI of a file of the index; what is no path of this machine is left as it is. */
  static String uri(String file) {
    try {
      return Path.of(file).isAbsolute() ? Path.of(file).toUri().toString() : file;
    } catch (InvalidPathException e) {
      return file;
    }
  }

  /** The lines of a function, where they are known. */
  static Optional<Range> range(FunctionPlace place) {
    return place.lines().map(Places::range);
  }

  private static Range range(LineRange lines) {
    return FunctionResolver.lines(lines.first(), lines.last());
  }
}
