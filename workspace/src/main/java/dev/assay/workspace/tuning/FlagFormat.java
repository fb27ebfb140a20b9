package dev.assay.workspace.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where options are written down, and how. */
public enum FlagFormat {
  /** One a line, as they are. */
  PLAIN,
  /** {@code CMakeLists.txt}. */
  CMAKE,
  /** {@code meson.build}. */
  MESON,
  /** A makefile. */
  MAKE,
  /** {@code compile_flags.txt}. */
  COMPILE_FLAGS;

  /**
   * The lines for options of a whole project.
   *
   * @param options level first, each as on a command line, {@code -mllvm} with its value in one
   */
  public List<String> lines(List<String> options) {
    return switch (this) {
      case PLAIN -> List.of(String.join(" ", options));
      // CMake removes repeated words, and would leave one -mllvm, unless it is told that two words belong together.
      case CMAKE -> List
          .of("add_compile_options(" + options.stream().map(FlagFormat::cmake).collect(Collectors.joining(" ")) + ")");
      case MESON -> List.of("add_project_arguments("
          + words(options).stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "))
          + ", language : ['c', 'cpp'])");
      case MAKE -> List.of("CFLAGS += " + String.join(" ", options), "CXXFLAGS += " + String.join(" ", options));
      case COMPILE_FLAGS -> words(options);
    };
  }

  static String cmake(String option) {
    return option.contains(" ") ? "\"SHELL:" + option + "\"" : option;
  }

  static List<String> words(List<String> options) {
    List<String> words = new ArrayList<>();
    options.forEach(option -> words.addAll(List.of(option.split(" "))));
    return words;
  }
}
