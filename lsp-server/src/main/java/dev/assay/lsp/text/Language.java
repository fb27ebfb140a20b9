package dev.assay.lsp.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages whose documents are looked at. */
public enum Language {
  /** C, through clang. */
  C("c", "i"),
  /** LLVM's textual IR. */
  LLVM_IR("ll");

  private final String extension;
  private final String otherExtension;

  Language(String extension) {
    this(extension, extension);
  }

  Language(String extension, String otherExtension) {
    this.extension = extension;
    this.otherExtension = otherExtension;
  }

  private boolean has(String anExtension) {
    return anExtension.equals(extension) || anExtension.equals(otherExtension);
  }

  /** The name that a file would have to have to be known by it: the same, or with an extension added. */
  public String fileName(String name) {
    return has(extension(name)) ? name : name + "." + extension;
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * What a document is written in. Its extension decides where it has one, since editors name languages differently,
   * and since they call headers C, which are measured in the files that include them; otherwise the client's word
   * counts.
   *
   * @param name the document's name, without folders
   * @param languageId what the client calls the language
   */
  public static Optional<Language> of(String name, String languageId) {
    String extension = extension(name);
    if (!extension.isEmpty()) {
      return Arrays.stream(values()).filter(language -> language.has(extension)).findFirst();
    }
    return switch (languageId.toLowerCase(Locale.ROOT)) {
      case "c" -> Optional.of(C);
      case "llvm", "llvm-ir", "llvmir" -> Optional.of(LLVM_IR);
      default -> Optional.empty();
    };
  }
}
