package dev.assay.intellij.core.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The language of a source, by the file's name. The extensions are the server's; a test
 * compares them. */
public enum SourceLanguage {
  /** C, preprocessed or not. */
  C("c", "c", "i"),
  /** C++, preprocessed or not. */
  CPLUSPLUS("cpp", "cc", "cpp", "cxx", "c++", "ii", "cppm"),
  /** LLVM IR as text. */
  LLVM_IR("llvm-ir", "ll");

  private static final String CPLUSPLUS_BY_CASE = "C";

  private final String id;
  @SuppressWarnings("ImmutableEnumChecker") // lists of List.of never change
  private final List<String> extensions;

  SourceLanguage(String id, String... extensions) {
    this.id = id;
    this.extensions = List.of(extensions);
  }

  /** The protocol's name for the language, as {@code textDocument/didOpen} has it. */
  public String id() {
    return id;
  }

  /** The extensions of such files, in lower case and without a dot; {@code .C} is C++ as well. */
  public List<String> extensions() {
    return extensions;
  }

  /** The language of a file with this extension, which may be null where there is none; empty for any other file. */
  public static Optional<SourceLanguage> ofExtension(String extension) {
    if (extension == null) {
      return Optional.empty();
    }
    if (extension.equals(CPLUSPLUS_BY_CASE)) {
      return Optional.of(CPLUSPLUS);
    }
    String lower = extension.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(language -> language.extensions.contains(lower)).findFirst();
  }
}
