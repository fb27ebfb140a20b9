package dev.assay.clang;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers that clang has read were like: each with its size and time, and which headers there are in the
 * folders that they are in or were looked for in, since a new one may come before one that was read. Immutable.
 *
 * <p>Clang itself compares the headers of a precompiled one, but the system's only where it is told to, and no folders.
 */
final class HeaderStamps {
  /** Clang says of each header that it reads, with {@code -H}, how deep it is included, by dots. */
  private static final Pattern READ = Pattern.compile("\\.+ (.+)");
  private static final Pattern FOLDER_FLAG = Pattern.compile("-(?:I|isystem|iquote|idirafter)(.+)");
  private static final Pattern HEADER = Pattern.compile("[^.]+|.*\\.(h|hh|hpp|hxx|h\\+\\+|inc|inl|ipp|tcc|tpp|def)");
  private static final Stamp ABSENT = new Stamp(-1, FileTime.fromMillis(0));

  private final Map<Path, Stamp> files;
  private final Map<Path, Listing> folders;

  private record Stamp(long size, FileTime modified) {}

  /** Of a folder: whether it was touched at all, and if so, what headers it has. */
  private record Listing(FileTime modified, Set<String> names) {}

  private HeaderStamps(Map<Path, Stamp> files, Map<Path, Listing> folders) {
    this.files = Map.copyOf(files);
    this.folders = Map.copyOf(folders);
  }

  /**
   * The stamps of headers as they are now.
   *
   * @param messages clang's, with {@code -H}
   * @param flags what clang was given
   * @param workingFolder what paths are relative to
   * @throws IOException when a header or a folder cannot be looked at
   */
  static HeaderStamps now(String messages, Iterable<String> flags, Path workingFolder) throws IOException {
    Map<Path, Stamp> files = new HashMap<>();
    Map<Path, Listing> folders = new HashMap<>();
    folders.put(workingFolder, listing(workingFolder));
    try {
      for (String line : messages.lines().toList()) {
        Matcher read = READ.matcher(line);
        if (read.matches()) {
          Path header = workingFolder.resolve(read.group(1));
          files.put(header, stamp(header));
          add(header.getParent(), folders);
        }
      }
      for (String flag : flags) {
        Matcher folder = FOLDER_FLAG.matcher(flag);
        if (folder.matches()) {
          add(workingFolder.resolve(folder.group(1)), folders);
        }
      }
    } catch (InvalidPathException e) {
      throw new IOException(e);
    }
    return new HeaderStamps(files, folders);
  }

  private static void add(Path folder, Map<Path, Listing> folders) throws IOException {
    if (!folders.containsKey(folder)) {
      folders.put(folder, listing(folder));
    }
  }

  /** Whether a header has been written at a time or later, so that what clang has read of it may not be all. */
  boolean hasChangedSince(FileTime time) {
    return files.values().stream().anyMatch(stamp -> stamp.modified.compareTo(time) >= 0);
  }

  /** Whether everything is as it was. */
  boolean isCurrent() {
    try {
      for (Map.Entry<Path, Stamp> file : files.entrySet()) {
        if (!stamp(file.getKey()).equals(file.getValue())) {
          return false;
        }
      }
      for (Map.Entry<Path, Listing> folder : folders.entrySet()) {
        Listing before = folder.getValue();
        if (!modified(folder.getKey()).equals(before.modified) && !names(folder.getKey()).equals(before.names)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.size(), attributes.lastModifiedTime());
  }

  private static Listing listing(Path folder) throws IOException {
    FileTime modified = modified(folder); // before its names: what changes in between is seen the next time
    return new Listing(modified, names(folder));
  }

  private static FileTime modified(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.getLastModifiedTime(folder) : ABSENT.modified;
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return names;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (HEADER.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }
}
