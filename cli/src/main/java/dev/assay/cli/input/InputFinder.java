package dev.assay.cli.input;

import dev.assay.source.Problem;
import dev.assay.workspace.commands.CompilationDatabase;
import dev.assay.workspace.files.SourceFinder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns the command line's files and folders into inputs.
 *
 * <p>Folders are walked as {@link SourceFinder} does. Symbolic links to folders are followed only where the command
 * line names them.
 */
public final class InputFinder {
  private final List<Input> inputs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final CompilationDatabase commands = new CompilationDatabase();
  private final SourceFinder walker = new SourceFinder(header -> commands.lists(header, List.of()), new Walked());
  private Function<Path, String> current = Path::toString;
  private boolean anyFolder;

  /**
   * What was found.
   *
   * @param inputs in the order of the command line, folders in the order of names
   * @param problems what could not be found or read
   * @param anyFolder whether the command line names a folder
   */
  public record Found(List<Input> inputs, List<Problem> problems, boolean anyFolder) {}

  /** Finds the inputs that the arguments name. */
  public static Found find(List<String> arguments) {
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
        problem(argument, "has no " + SourceFinder.extensions() + " file");
      }
    } else if (!Files.exists(path)) {
      problem(argument, "there is no such file");
    } else {
      inputs.add(new Input(argument, path, true));
    }
  }

  private void walk(String label, Path folder) {
    String prefix = label.endsWith("/") ? label : label + "/";
    current = entry -> entry.equals(folder) ? label : prefix + folder.relativize(entry);
    walker.walk(folder);
  }

  /** Names what a walk comes upon below the folder as the user gave it. */
  private final class Walked implements SourceFinder.Visitor {
    @Override
    public void source(Path file) {
      inputs.add(new Input(current.apply(file), file, false));
    }

    @Override
    public void unreadableFolder(Path folder, IOException cause) {
      problem(current.apply(folder), "this folder cannot be read" + because(cause));
    }

    @Override
    public void unreadableFile(Path file, IOException cause) {
      problem(current.apply(file), "cannot be read" + because(cause));
    }
  }

  private void problem(String label, String message) {
    problems.add(new Problem(label, 0, 0, message));
  }

  private static String withoutEndingSlash(String argument) {
    return argument.length() > 1 && argument.endsWith("/") ? argument.substring(0, argument.length() - 1) : argument;
  }

  /** Why a file cannot be read, in words: a clause that begins with a colon, or nothing where it is not known. */
  public static String because(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> ": permission denied";
      case NoSuchFileException missing -> ": it leads nowhere";
      default -> e.getMessage() == null ? "" : ": " + e.getMessage();
    };
  }
}
