package dev.assay.workspace.tuning;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Options of one file or one target, as lines of build files. Each option is as on a command line, {@code -mllvm} with
 * its value in one.
 */
public final class FlagLines {
  private FlagLines() {}

  /**
   * For one source of a {@code CMakeLists.txt}.
   *
   * @param file as CMake is to read it: quoted where it has to be
   */
  public static String cmakeSource(String file, List<String> options) {
    String list = options.stream().map(option -> option.contains(" ") ? "SHELL:" + option : option)
        .collect(Collectors.joining(";"));
    return "set_source_files_properties(" + file + " PROPERTIES COMPILE_OPTIONS "
        + (options.size() == 1 && !list.contains(" ") ? list : "\"" + list + "\"") + ")";
  }

  /** For all sources of a target of a {@code CMakeLists.txt}. */
  public static String cmakeTarget(String target, List<String> options) {
    return "target_compile_options(" + target + " PRIVATE "
        + options.stream().map(FlagFormat::cmake).collect(Collectors.joining(" ")) + ")";
  }

  /**
   * For one object of a makefile whose rules use {@code CFLAGS} or {@code CXXFLAGS}.
   *
   * @param object as the makefile names it
   */
  public static String makeObject(String object, boolean isCplusplus, List<String> options) {
    return object + ": " + (isCplusplus ? "CXXFLAGS" : "CFLAGS") + " += " + String.join(" ", options);
  }

  /** For all sources of one language of a {@code meson.build}. */
  public static String meson(boolean isCplusplus, List<String> options) {
    return "add_project_arguments("
        + FlagFormat.words(options).stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "))
        + ", language : '" + (isCplusplus ? "cpp" : "c") + "')";
  }
}
