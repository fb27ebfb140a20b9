package dev.assay.cli;

import dev.assay.ir.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns the command line's files and folders into inputs.
 *
 * <p>Folders are walked in the order of names, without hidden and build folders. Symbolic links to folders are followed
 * only where the command line names them, so there are no loops; a file that folders hold under two names is taken
 * once.
 */
final class InputFinder {
  private static final Set<String> BUILD_FOLDERS =
      Set.of("build", "builddir", "_build", "out", "target", "dist", "node_modules", "CMakeFiles");
  private static final List<String> BUILD_PREFIXES = List.of("cmake-build-", "bazel-");

  private final List<Input> inputs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Path> walked = new HashSet<>();
  private boolean anyFolder;

  /**
   * What was found.
   *
   * @param inputs in the order of the command line, folders in the order of names
   * @param problems what could not be found or read
   * @param anyFolder whether the command line names a folder
   */
  record Found(List<Input> inputs, List<Problem> problems, boolean anyFolder) {}

  /** Finds the inputs that the arguments name. */
  static Found find(List<String> arguments) {
    InputFinder finder = new InputFinder();
    arguments.forEach(finder::add);
    return new Found(List.copyOf(finder.inputs), List.copyOf(finder.problems), finder.anyFolder);
  }

  private void add(String argument) {
    Path path;
    try {
      path = Path.of(argument);
    } catch (InvalidPathException e) {
      problem(argument, "is not a file name: " + e.getReason());
      return;
    }
    if (Files.isDirectory(path)) {
      anyFolder = true;
      int before = inputs.size();
      int problemsBefore = problems.size();
      walk(withoutEndingSlash(argument), path);
      if (inputs.size() == before && problems.size() == problemsBefore) {
        problem(argument, "has no .c, .ll or .bc file");
      }
    } else if (!Files.exists(path)) {
      problem(argument, "there is no such file");
    } else {
      inputs.add(new Input(argument, path));
    }
  }

  private void walk(String label, Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      problem(label, "this folder cannot be read" + because(e));
      return;
    } catch (DirectoryIteratorException e) {
      problem(label, "this folder cannot be read" + because(e.getCause()));
      return;
    }
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      String entryLabel = label.endsWith("/") ? label + name : label + "/" + name;
      if (name.startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (!isBuildFolder(name)) {
          walk(entryLabel, entry);
        }
      } else if (isInput(name) && !Files.isDirectory(entry)) {
        addWalked(entryLabel, entry);
      }
    }
  }

  private void addWalked(String label, Path file) {
    try {
      if (walked.add(file.toRealPath())) {
        inputs.add(new Input(label, file));
      }
    } catch (IOException e) {
      problem(label, "cannot be read" + because(e));
    }
  }

  private void problem(String label, String message) {
    problems.add(new Problem(label, 0, 0, message));
  }

  private static String withoutEndingSlash(String argument) {
    return argument.length() > 1 && argument.endsWith("/") ? argument.substring(0, argument.length() - 1) : argument;
  }

  private static boolean isInput(String name) {
    return name.endsWith(".c") || name.endsWith(".ll") || name.endsWith(".bc");
  }

  private static boolean isBuildFolder(String name) {
    return BUILD_FOLDERS.contains(name) || BUILD_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** Why a file is not to be had, in words. */
  static String because(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> ": permission denied";
      case NoSuchFileException missing -> ": it leads nowhere";
      default -> e.getMessage() == null ? "" : ": " + e.getMessage();
    };
  }
}
