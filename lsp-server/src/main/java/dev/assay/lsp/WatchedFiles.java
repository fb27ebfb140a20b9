package dev.assay.lsp;

import dev.assay.source.FileKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The files whose changes on disk matter: sources, what these include, and how a project compiles them. */
final class WatchedFiles {
  private static final List<String> COMPILE_COMMANDS = List.of("compile_commands.json", "compile_flags.txt");

  private WatchedFiles() {}

  /** Patterns of the Language Server Protocol that match them; letters in lower case, as almost all are. */
  static List<String> globs() {
    List<String> globs = new ArrayList<>();
    COMPILE_COMMANDS.forEach(name -> globs.add("**/" + name));
    globs.add(Arrays.stream(FileKind.values()).filter(kind -> kind.isRead() || kind == FileKind.HEADER)
        .flatMap(kind -> kind.extensions().stream()).sorted().collect(Collectors.joining(",", "**/*.{", "}")));
    return List.copyOf(globs);
  }

  /** Whether what a file says has a bearing on other files: flags and headers, which only C depends on. */
  static boolean isDependedOn(Path file) {
    Path name = file.getFileName();
    return name != null && (COMPILE_COMMANDS.contains(name.toString()) || FileKind.ofName(name) == FileKind.HEADER);
  }
}
