package dev.assay.clang;

import dev.assay.source.CompileCommand;
import dev.assay.source.FileKind;
import dev.assay.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clang is told besides what to make of a file: which flags, which folder, which language. */
final class ClangArguments {
  private static final String FORCED_INCLUDE = "-include";

  private ClangArguments() {}

  /**
   * The flags of a file's compile command, as they are handed to clang when it is run in a folder.
   *
   * <p>The driver's configuration files are none of the project's; paths stay as they are named.
   */
  static List<String> flags(SourceFile source, CompileFlags flags) {
    Path folder = workingFolder(source);
    List<String> arguments = new ArrayList<>(List.of("--no-default-config", "-no-canonical-prefixes"));
    flags.accepted().forEach(flag -> arguments.add(forcedInclude(flag, source, folder)));
    return arguments;
  }

  /** A file's flags, less those for the other language. */
  static CompileFlags sorted(SourceFile source) {
    CompileFlags flags = source.command().map(CompileFlags::of).orElse(CompileFlags.NONE);
    return isIr(source) ? flags : flags.forLanguage(isCplusplus(source, flags));
  }

  /** What libclang is given. */
  static List<String> toParse(SourceFile source, CompileFlags flags) {
    List<String> arguments = flags(source, flags);
    arguments
        .addAll(List.of("-w", "-working-directory", workingFolder(source).toString(), "-x", language(source, flags)));
    return arguments;
  }

  /** The name of a source's language after {@code -x}. */
  static String language(SourceFile source, CompileFlags flags) {
    if (isIr(source)) {
      return "ir";
    }
    boolean isPreprocessed = FileKind.hasBeenPreprocessed(source.path());
    return isCplusplus(source, flags) ? isPreprocessed ? "c++-cpp-output" : "c++" : isPreprocessed ? "cpp-output" : "c";
  }

  /** Whether clang can be given the headers at a file's top precompiled. */
  static boolean mayBePrecompiled(SourceFile source) {
    boolean hasMark = !source.withoutMark().equals(source); // places in what clang is given are not those in the file
    return !isIr(source) && !FileKind.hasBeenPreprocessed(source.path()) && !hasMark;
  }

  /** Whether a file is compiled further from IR. */
  static boolean isIr(SourceFile source) {
    return FileKind.of(source.path(), source.content()).isIr();
  }

  private static boolean isCplusplus(SourceFile source, CompileFlags flags) {
    return FileKind.ofName(source.path()) == FileKind.CPLUSPLUS || flags.isCplusplus();
  }

  /**
   * The folder that clang runs in: for text on standard input, that is where it looks for quoted includes first, as it
   * looks in the file's folder for a file. The flags' paths are absolute, so they do not depend on it.
   */
  static Path workingFolder(SourceFile source) {
    Path parent = source.path().toAbsolutePath().getParent();
    if (parent != null && Files.isDirectory(parent)) {
      return parent;
    }
    Optional<Path> project = source.command().map(CompileCommand::directory).filter(Files::isDirectory);
    return project.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A forced include is looked for in the project's folder as well, where the compiler would have been run. */
  private static String forcedInclude(String flag, SourceFile source, Path folder) {
    if (!flag.startsWith(FORCED_INCLUDE) || source.command().isEmpty()) {
      return flag;
    }
    String path = flag.substring(FORCED_INCLUDE.length());
    Path inProject = source.command().get().directory().resolve(path).toAbsolutePath();
    return !Files.exists(folder.resolve(path)) && Files.exists(inProject) ? FORCED_INCLUDE + inProject : flag;
  }
}
