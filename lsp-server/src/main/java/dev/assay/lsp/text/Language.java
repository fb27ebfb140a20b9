package dev.assay.lsp.text;

import java.util.Locale;
import java.util.Optional;

/** The languages whose documents are looked at. */
public enum Language {
  /** C, through clang. */
  C("c"),
  /** LLVM's textual IR. */
  LLVM_IR("ll");

  private final String extension;

  Language(String extension) {
    this.extension = extension;
  }

  /** The usual extension of its files, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * What a document is written in. The file's extension decides where it is a known one, since editors name languages
   * differently; otherwise the client's word counts. Headers are not looked at: they are measured in the files that
   * include them.
   *
   * @param path the path of the document's address
   * @param languageId what the client calls the language
   */
  public static Optional<Language> of(String path, String languageId) {
    String lower = path.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    String extension = dot > lower.lastIndexOf('/') ? lower.substring(dot + 1) : "";
    return switch (extension) {
      case "c" -> Optional.of(C);
      case "ll" -> Optional.of(LLVM_IR);
      case "h" -> Optional.empty();
      default -> switch (languageId.toLowerCase(Locale.ROOT)) {
        case "c" -> Optional.of(C);
        case "llvm", "llvm-ir", "llvmir" -> Optional.of(LLVM_IR);
        default -> Optional.empty();
      };
    };
  }
}
