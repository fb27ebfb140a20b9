package dev.assay.build;

import dev.assay.clang.CompileFlags;
import dev.assay.source.CompileCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the program that a compile command names. */
final class NamedCompiler {
  private final List<String> searchPath;

  NamedCompiler(String searchPath) {
    this.searchPath = List.of(searchPath.split(File.pathSeparator));
  }

  /** Its absolute path, links in the folder's followed; or a sentence. Only what has a compiler's name is one. */
  Made<Path> find(CompileCommand command) {
    Optional<String> word = CompileFlags.compiler(command);
    if (word.isEmpty()) {
      return Made.not(command.namesCompiler() ? "the compile command names no compiler that Assay knows"
          : "the project says with which flags, but not by which compiler, its files are compiled");
    }
    String name = word.get();
    try {
      if (name.contains("/") || name.contains(File.separator)) {
        return executable(command.directory().resolve(name)).map(Made::of)
            .orElseGet(() -> Made.not("there is no program " + name));
      }
      for (String folder : searchPath) {
        Path path = Path.of(folder);
        // A relative one would be taken from wherever we happen to be.
        Optional<Path> found = path.isAbsolute() ? executable(path.resolve(name)) : Optional.empty();
        if (found.isPresent()) {
          return Made.of(found.get());
        }
      }
      return Made.not(name + " is not on the PATH");
    } catch (InvalidPathException e) {
      return Made.not(name + " is no file's name");
    }
  }

  private static Optional<Path> executable(Path path) {
    try {
      if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
        return Optional.empty();
      }
      Path folder = path.toAbsolutePath().getParent().toRealPath();
      return Optional.of(folder.resolve(path.getFileName()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
