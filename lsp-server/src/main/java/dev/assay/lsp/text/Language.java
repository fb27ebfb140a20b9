package dev.assay.lsp.text;

import dev.assay.source.FileKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages whose documents are read: the kinds of source files that are text and have units of their own. */
public enum Language {
  /** C, through clang. */
  C(FileKind.C),
  /** C++, through clang. */
  CPLUSPLUS(FileKind.CPLUSPLUS),
  /** LLVM's textual IR. */
  LLVM_IR(FileKind.TEXT_IR);

  private final FileKind kind;

  Language(FileKind kind) {
    this.kind = kind;
  }

  /** What a file in this language is. */
  public FileKind kind() {
    return kind;
  }

  /** Whether it is compiled: flags and headers have a bearing on it. */
  public boolean isCompiled() {
    return kind.isPreprocessed();
  }

  /** The name that a file would have to have to be known by it: the same, or with an extension added. */
  public String fileName(String name) {
    return FileKind.ofName(name) == kind ? name : name + "." + kind.extensions().getFirst();
  }

  /**
   * What a document is written in. Its extension decides where it has one, since editors name languages differently,
   * and since they call headers C or C++, which are measured in the files that include them; otherwise the client's
   * word counts.
   *
   * @param name the document's name, without folders
   * @param languageId what the client calls the language
   */
  public static Optional<Language> of(String name, String languageId) {
    if (name.lastIndexOf('.') >= 0 && !name.endsWith(".")) {
      return Arrays.stream(values()).filter(language -> FileKind.ofName(name) == language.kind).findFirst();
    }
    return switch (languageId.toLowerCase(Locale.ROOT)) {
      case "c" -> Optional.of(C);
      case "cpp", "c++" -> Optional.of(CPLUSPLUS);
      case "llvm", "llvm-ir", "llvmir" -> Optional.of(LLVM_IR);
      default -> Optional.empty();
    };
  }
}
