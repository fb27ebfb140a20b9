package dev.assay.intellij.core.protocol;

import java.util.List;
import java.util.Objects;

/**
 * The answer of {@code assay.tune}: how small a file's object became.
 *
 * @param uri the file
 * @param target the triple that it is compiled for
 * @param objective what is counted: {@code text} or {@code loaded}
 * @param builtBytes its size as its own command makes it
 * @param ozBytes its size at clang's -Oz
 * @param tunedBytes the size of the smallest
 * @param options what makes the smallest, level first
 * @param tested how well it is known that code made so does what its source says
 * @param keptAsIs why nothing was tried; null where something was
 * @param tried how many ways were tried
 * @param failed how many of them made nothing
 * @param functions the functions of the objects
 * @param text all of that in words
 */
public record TunedFile(String uri, String target, String objective, long builtBytes, long ozBytes, long tunedBytes,
    List<String> options, String tested, String keptAsIs, int tried, int failed, List<TunedFunction> functions,
    TunedFileText text) {
  /** No rows are an empty list. */
  public TunedFile {
    options = options == null ? List.of() : List.copyOf(options);
    functions = functions == null ? List.of() : functions.stream().filter(Objects::nonNull).toList();
  }
}
