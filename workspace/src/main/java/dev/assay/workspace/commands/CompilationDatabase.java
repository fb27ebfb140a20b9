package dev.assay.workspace.commands;

import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out how a project compiles a file.
 *
 * <p>In the file's folder and its parents, up to the workspace folder that it is in, the nearest of these counts that
 * knows the file: {@code compile_commands.json}, {@code build/compile_commands.json}, {@code compile_flags.txt}. Where
 * the file's path goes through symbolic links and nothing is found, the folders that they lead to are searched in the
 * same way. Files that were read are kept until they change. Thread-safe.
 */
public final class CompilationDatabase {
  private static final List<String> NAMES =
      List.of("compile_commands.json", "build/compile_commands.json", "compile_flags.txt");
  private static final int REMEMBERED = 32;

  /** Databases by where they are; the oldest goes first. */
  private final Map<Path, Read> read = new LinkedHashMap<>();

  /**
   * What was found.
   *
   * @param command how the file is compiled, where the project says so
   * @param problems what is wrong with the project's files
   * @param notListedIn the nearest {@code compile_commands.json} that does not list the file, where no file of the
   *     project says how it is compiled
   * @param note what is to be known of how the command was chosen, a sentence without its end; empty where there is
   *     nothing to choose from
   */
  public record Lookup(Optional<CompileCommand> command, List<Problem> problems, Optional<Path> notListedIn,
      Optional<String> note) {
    /** What is found where nothing is looked for. */
    public static final Lookup NOTHING = new Lookup(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    /** Copies the list. */
    public Lookup {
      problems = List.copyOf(problems);
    }
  }

  private record Stamp(FileTime time, long size) {}

  private record Read(Stamp stamp, DatabaseFile content) {}

  /**
   * Looks a file's compile command up.
   *
   * @param file the file, absolute
   * @param workspaceFolders where the search ends; a file outside all of them has only its own folder searched, and
   *     where there are none, every parent is
   */
  public Lookup find(Path file, List<Path> workspaceFolders) {
    Path wanted = file.toAbsolutePath().normalize();
    Lookup lookup = findInParents(wanted, workspaceFolders);
    if (lookup.command.isPresent()) {
      return lookup;
    }
    Path real = RealPath.of(wanted);
    if (real.equals(wanted)) {
      return lookup;
    }
    Lookup other = findInParents(real, workspaceFolders.stream().map(RealPath::of).toList());
    Set<Problem> problems = new LinkedHashSet<>(lookup.problems);
    problems.addAll(other.problems);
    return new Lookup(other.command, List.copyOf(problems),
        other.command.isPresent() ? Optional.empty() : lookup.notListedIn.or(() -> other.notListedIn), other.note);
  }

  /**
   * Whether a {@code compile_commands.json} lists a file by itself; flags that hold for all files of a folder do not
   * count.
   *
   * @param file the file, absolute
   * @param workspaceFolders as for {@link #find}
   */
  public boolean lists(Path file, List<Path> workspaceFolders) {
    Path wanted = file.toAbsolutePath().normalize();
    return folders(wanted, workspaceFolders).stream()
        .flatMap(folder -> NAMES.stream().map(folder::resolve).flatMap(path -> read(path).stream()))
        .anyMatch(database -> database.hasEntries() && database.command(wanted).isPresent());
  }

  private Lookup findInParents(Path wanted, List<Path> workspaceFolders) {
    List<Problem> problems = new ArrayList<>();
    Optional<Path> notListedIn = Optional.empty();
    for (Path folder : folders(wanted, workspaceFolders)) {
      for (String name : NAMES) {
        Path path = folder.resolve(name);
        Optional<DatabaseFile> database = read(path);
        if (database.isPresent()) {
          problems.addAll(database.get().problems());
          Optional<CompileCommand> command = database.get().command(wanted);
          if (command.isPresent()) {
            return new Lookup(command, problems, Optional.empty(), database.get().note(wanted));
          }
          if (notListedIn.isEmpty() && database.get().hasEntries()) {
            notListedIn = Optional.of(path);
          }
        }
      }
    }
    return new Lookup(Optional.empty(), problems, notListedIn, Optional.empty());
  }

  private static List<Path> folders(Path file, List<Path> workspaceFolders) {
    Optional<Path> top = workspaceFolders.stream().map(folder -> folder.toAbsolutePath().normalize())
        .filter(file::startsWith).min((a, b) -> a.getNameCount() - b.getNameCount());
    List<Path> folders = new ArrayList<>();
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      folders.add(folder);
      if (top.isPresent() ? folder.equals(top.get()) : !workspaceFolders.isEmpty()) {
        break;
      }
    }
    return folders;
  }

  private Optional<DatabaseFile> read(Path path) {
    Stamp stamp;
    try {
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      stamp = new Stamp(Files.getLastModifiedTime(path), Files.size(path));
    } catch (IOException | SecurityException e) {
      return Optional.empty(); // it has just gone, or may not be read
    }
    synchronized (read) {
      Read before = read.get(path);
      if (before != null && before.stamp.equals(stamp)) {
        return Optional.of(before.content);
      }
      DatabaseFile content = parse(path, stamp.size);
      read.remove(path);
      read.put(path, new Read(stamp, content));
      if (read.size() > REMEMBERED) {
        read.remove(read.keySet().iterator().next());
      }
      return Optional.of(content);
    }
  }

  private static DatabaseFile parse(Path path, long size) {
    try {
      return path.endsWith("compile_flags.txt") ? CompileFlagsFile.read(path, size)
          : CompileCommandsFile.read(path, size);
    } catch (IOException | UncheckedIOException e) {
      return DatabaseFile.unreadable(new Problem(path.toString(), 0, 0, "cannot be read: " + e.getMessage()));
    }
  }
}
