package dev.assay.lsp.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages whose documents are looked at. */
public enum Language {
  /** C, through clang. */
  C(Set.of("c", "i")),
  /** LLVM's textual IR. */
  LLVM_IR(Set.of("ll"));

  private final Set<String> extensions;

  Language(Set<String> extensions) {
    this.extensions = extensions;
  }

  /** The name that a file would have to have to be known by it: the same, or with an extension added. */
  public String fileName(String name) {
    return extensions.contains(extension(name)) ? name : name + (this == C ? ".c" : ".ll");
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * What a document is written in. Its extension decides where it has one, since editors name languages differently, and
   * since they call headers C, which are measured in the files that include them; otherwise the client's word counts.
   *
   * @param name the document's name, without folders
   * @param languageId what the client calls the language
   */
  public static Optional<Language> of(String name, String languageId) {
    String extension = extension(name);
    if (!extension.isEmpty()) {
      return Arrays.stream(values()).filter(language -> language.extensions.contains(extension)).findFirst();
    }
    return switch (languageId.toLowerCase(Locale.ROOT)) {
      case "c" -> Optional.of(C);
      case "llvm", "llvm-ir", "llvmir" -> Optional.of(LLVM_IR);
      default -> Optional.empty();
    };
  }
}
