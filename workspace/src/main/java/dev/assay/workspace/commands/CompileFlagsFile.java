package dev.assay.workspace.commands;

import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code compile_flags.txt}: one flag per line, for every file of its folder and below. */
record CompileFlagsFile(Path folder, List<String> flags) implements DatabaseFile {
  static DatabaseFile read(Path path, long size) throws IOException {
    Optional<DatabaseFile> tooLarge = DatabaseFile.tooLarge(path, size);
    if (tooLarge.isPresent()) {
      return tooLarge.get();
    }
    // Not Files.readAllLines: a byte that is no UTF-8 is no reason to refuse the rest.
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return new CompileFlagsFile(path.toAbsolutePath().getParent(),
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  @Override
  public List<Problem> problems() {
    return List.of();
  }

  @Override
  public Optional<CompileCommand> command(Path file) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(flags);
    arguments.add(file.toString());
    return Optional.of(CompileCommand.ofFlags(folder, arguments));
  }
}
