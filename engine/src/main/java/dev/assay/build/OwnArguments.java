package dev.assay.build;

import dev.assay.source.CompileCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of a compile command its own compiler is given. */
final class OwnArguments {
  private static final List<String> LOADING = List.of("-fplugin", "-fpass-plugin", "-specs", "--specs", "-wrapper",
      "-load", "-B", "-Xclang", "-mllvm", "-mmlir", "--config", "-plugin", "-add-plugin", "-fno-integrated-cc1", "-cc1",
      "@", "--prefix", "-no-canonical-prefixes=", "-dumpdir", "-include-pch", "-fmodule", "-fprebuilt", "-Xassembler",
      "-Xpreprocessor", "-Wa,", "-Wp,-o", "-fuse-ld", "--ld-path", "-ccc-", "-gcc-toolchain", "--gcc-");
  /** Only the last word of the list counts for what is written: the object. */
  private static final Set<String> WRITING = Set.of("-c", "-S", "-E", "-fsyntax-only", "-emit-llvm", "-M", "-MM", "-MD",
      "-MMD", "-MG", "-MP", "-pipe", "-v", "-###", "-H", "--compile", "--analyze", "--");
  private static final List<String> WRITING_BEGINNINGS =
      List.of("-save-temps", "--save-temps", "-fdump", "-ftime-trace", "-fsave-optimization-record", "-fstack-usage",
          "-fcallgraph-info", "-aux-info", "-d", "-foptimization-record", "-fopt-info", "-Wp,-M", "-flto", "-ffat-lto",
          "-fprofile-note", "-fdiagnostics-add-output", "-fdiagnostics-set-output", "-fcrash-diagnostics");
  private static final List<String> WRITING_WITH_VALUE =
      List.of("-o", "-MF", "-MT", "-MQ", "-MJ", "--serialize-diagnostics", "-serialize-diagnostics", "--output");

  private OwnArguments() {}

  /**
   * The flags, in their order; or a sentence where the command would have the compiler load or run something.
   *
   * @param file what is compiled, which is left out
   */
  static Made<List<String>> flags(CompileCommand command, Path file) {
    List<String> flags = new ArrayList<>();
    List<String> words = command.arguments();
    int first = 1;
    while (first < words.size() && !words.get(first).startsWith("-") && !isFile(words.get(first), command, file)) {
      first++; // the compiler after a launcher
    }
    for (int i = first; i < words.size(); i++) {
      String word = words.get(i);
      if (LOADING.stream().anyMatch(word::startsWith)) {
        return Made.not("the compile command has " + word + ", with which Assay does not run a compiler");
      }
      if (WRITING_WITH_VALUE.contains(word)) {
        i++;
      } else if (!isWriting(word) && !isFile(word, command, file)) {
        flags.add(word);
      }
    }
    return Made.of(flags);
  }

  private static boolean isWriting(String word) {
    return WRITING.contains(word) || WRITING_BEGINNINGS.stream().anyMatch(word::startsWith)
        || WRITING_WITH_VALUE.stream().anyMatch(name -> word.startsWith(name) && !word.startsWith("-openmp"));
  }

  private static boolean isFile(String word, CompileCommand command, Path file) {
    try {
      return !word.startsWith("-") && command.directory().resolve(word).normalize().equals(file.normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
