package dev.assay.train.corpus;

import java.nio.file.Path;
import java.util.List;

/**
 * A project of the corpus.
 *
 * @param name for example {@code zlib}
 * @param version of the sources
 * @param domain what kind of project it is
 * @param split what its units are used for
 * @param folder its folder
 * @param commands how its files are compiled
 */
record Project(String name, String version, String domain, Split split, Path folder, List<Command> commands) {
  /**
   * How one file is compiled.
   *
   * @param directory where the compiler is run
   * @param file the source, absolute
   * @param arguments compiler first
   */
  record Command(Path directory, Path file, List<String> arguments) {}
}
