package dev.assay.workspace.files;

import dev.assay.source.FileKind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks folders for sources: the files that {@link FileKind} says Assay reads, and headers that the project compiles by
 * themselves.
 *
 * <p>Folders are walked in the order of names, without hidden and build folders. Symbolic links to folders are not
 * followed, so there are no loops; a file that folders hold under two names is taken once. For one thread at a time.
 */
public final class SourceFinder {
  private static final Set<String> BUILD_FOLDERS =
      Set.of("build", "builddir", "_build", "out", "target", "dist", "node_modules", "CMakeFiles");
  private static final List<String> BUILD_PREFIXES = List.of("cmake-build-", "bazel-");

  private final Set<Path> walked = new HashSet<>();
  private final Predicate<Path> isListed;
  private final Visitor visitor;

  /** Is told what a walk comes upon. */
  public interface Visitor {
    /** A source. */
    void source(Path file);

    /** A folder that cannot be listed. */
    void unreadableFolder(Path folder, IOException cause);

    /** A file that cannot be looked at, for example a link that leads nowhere. */
    void unreadableFile(Path file, IOException cause);
  }

  /**
   * A finder that has walked nothing yet.
   *
   * @param isListed whether a header is compiled by itself, as a project's compile commands say
   */
  public SourceFinder(Predicate<Path> isListed, Visitor visitor) {
    this.isListed = isListed;
    this.visitor = visitor;
  }

  /** Walks a folder, whatever it is called; files of earlier walks are not told again. */
  public void walk(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      visitor.unreadableFolder(folder, e);
      return;
    } catch (DirectoryIteratorException e) {
      visitor.unreadableFolder(folder, e.getCause());
      return;
    }
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    for (Path entry : entries) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (!isLeftOut(entry)) {
          walk(entry);
        }
      } else if (isSource(entry, isListed) && !isHidden(entry) && !Files.isDirectory(entry)) {
        add(entry);
      }
    }
  }

  private void add(Path file) {
    try {
      if (walked.add(file.toRealPath())) {
        visitor.source(file);
      }
    } catch (IOException e) {
      visitor.unreadableFile(file, e);
    }
  }

  /** The extensions of sources as a list for people, for example {@code .c, .ll or .bc}. */
  public static String extensions() {
    List<String> extensions = Arrays.stream(FileKind.values()).filter(FileKind::isRead)
        .flatMap(kind -> kind.extensions().stream()).map(extension -> "." + extension).toList();
    int last = extensions.size() - 1;
    return String.join(", ", extensions.subList(0, last)) + " or " + extensions.get(last);
  }

  /**
   * Whether a file is a source: by its name, or, of a header, since the project compiles it by itself.
   *
   * @param isListed whether it does that; asked of headers only
   */
  public static boolean isSource(Path file, Predicate<Path> isListed) {
    FileKind kind = FileKind.ofName(file);
    return kind.isRead() || kind == FileKind.HEADER && isListed.test(file);
  }

  /**
   * Whether a walk of a folder would look at a file below it: neither the file nor any folder on the way is left out.
   *
   * @param folder the folder, normalised
   * @param file the file, normalised
   */
  public static boolean isWalked(Path folder, Path file) {
    if (!file.startsWith(folder) || file.equals(folder) || isHidden(file)) {
      return false;
    }
    Path way = folder.relativize(file).getParent();
    if (way != null) {
      for (Path part : way) {
        if (isLeftOut(part)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isLeftOut(Path folder) {
    String name = name(folder);
    return isHidden(folder) || BUILD_FOLDERS.contains(name) || BUILD_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static boolean isHidden(Path path) {
    return name(path).startsWith(".");
  }

  private static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }
}
