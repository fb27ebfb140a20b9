package dev.assay.clang;

import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A compilation that the user himself runs, as when he puts Assay in a compiler's place: nothing of it is dropped, and
 * his environment counts. Immutable.
 *
 * <p>A command that merely stands in a workspace is no such thing: {@link CompileFlags} sorts those.
 *
 * @param directory where it is run
 * @param flags clang's, complete: level, target, language, headers, debug information; not the source, {@code -c},
 *     {@code -o}, and none of those that have other files written
 * @param sideFlags flags that have other files written, such as {@code -MD -MF a.d -MT a.o}; they go to the first
 *     compilation, at the user's own level, alone
 * @param source the file, as the command names it
 * @param environment all variables that the compiler sees
 */
public record UserCompilation(Path directory, List<String> flags, List<String> sideFlags, Path source,
    Map<String, String> environment) {
  /** Copies the collections. */
  public UserCompilation {
    flags = List.copyOf(flags);
    sideFlags = List.copyOf(sideFlags);
    environment = Map.copyOf(environment);
  }

  /** The last optimisation level among the flags, canonical: {@code -O0} where none is given. */
  public String optimisationFlag() {
    List<String> words = new ArrayList<>(List.of("clang"));
    words.addAll(flags);
    return CompileFlags.of(new CompileCommand(directory, words)).optimisationFlag();
  }
}
