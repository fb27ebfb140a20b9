package dev.assay.train.corpus;

import java.nio.file.Path;
import java.util.List;

/**
 * A project of the corpus.
 *
 * @param name for example {@code zlib}
 * @param family what all releases of it are called alike; it is its name where there is only one
 * @param version of the sources
 * @param domain what kind of project it is
 * @param split what its units are used for
 * @param folder its folder
 * @param commands how its files are compiled
 */
record Project(String name, String family, String version, String domain, Split split, Path folder,
    List<Command> commands) {
  /** A project of a family of its own. */
  Project(String name, String version, String domain, Split split, Path folder, List<Command> commands) {
    this(name, name, version, domain, split, folder, commands);
  }

  /** The version without what only Debian's packages tell apart, for example {@code 1.2.13} for 1:1.2.13.dfsg-1. */
  String release() {
    return version.replaceFirst("^\\d+:", "").replaceFirst("-[^-]*$", "").replaceFirst("[.+~](dfsg|ds).*$", "");
  }

  /**
   * How one file is compiled.
   *
   * @param directory where the compiler is run
   * @param file the source, absolute
   * @param arguments compiler first
   */
  record Command(Path directory, Path file, List<String> arguments) {}
}
