package dev.assay.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a file is, by its name, or by its first bytes. What an extension means is said here and nowhere else.
 *
 * <p>Extensions are compared without regard to case, but for {@code .C}, which is C++ by convention. Immutable.
 */
public enum FileKind {
  /** C source, preprocessed or not. */
  C("c", "i"),
  /** Textual IR. */
  TEXT_IR("ll"),
  /** LLVM bitcode, with or without wrapper. */
  BITCODE("bc"),
  /** C++ source, preprocessed or not. */
  CPLUSPLUS("cc", "cpp", "cxx", "c++", "ii", "cppm"),
  /** A header of C or C++, or a part of a source that others include. */
  HEADER("h", "hpp", "hh", "hxx", "h++", "inc", "inl", "ipp", "tcc"),
  /** Anything else. */
  UNKNOWN;

  private static final String CPLUSPLUS_BY_CASE = "C";

  @SuppressWarnings("ImmutableEnumChecker") // lists of List.of never change
  private final List<String> extensions;

  FileKind(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /** The extensions of such files, in lower case, without a dot; the usual one first, none for {@link #UNKNOWN}. */
  public List<String> extensions() {
    return extensions;
  }

  /** Whether files of this kind have units of their own, which Assay reads. */
  public boolean isRead() {
    return this == C || this == CPLUSPLUS || this == TEXT_IR || this == BITCODE;
  }

  /** Whether such a file is LLVM IR, in text or as bitcode. */
  public boolean isIr() {
    return this == TEXT_IR || this == BITCODE;
  }

  /** Whether such a file is text for the preprocessor: it may include headers, and flags have a bearing on it. */
  public boolean isPreprocessed() {
    return this == C || this == CPLUSPLUS || this == HEADER;
  }

  /** What a file is by its name alone. */
  public static FileKind ofName(Path path) {
    Path last = path.getFileName();
    return last == null ? UNKNOWN : ofName(last.toString());
  }

  /**
   * What a file is by its name alone.
   *
   * @param name the last part of its path
   */
  public static FileKind ofName(String name) {
    String extension = extension(name);
    if (extension.equals(CPLUSPLUS_BY_CASE)) {
      return CPLUSPLUS;
    }
    String lower = extension.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.extensions.contains(lower)).findFirst().orElse(UNKNOWN);
  }

  /** What a file is: bitcode by its first bytes whatever it is called, anything else by its name. */
  public static FileKind of(Path path, byte[] content) {
    if (isBitcode(content)) {
      return BITCODE;
    }
    FileKind byName = ofName(path);
    return byName == BITCODE && isText(content) ? TEXT_IR : byName;
  }

  /** Whether a source has been preprocessed before: {@code .i} and {@code .ii}. */
  public static boolean hasBeenPreprocessed(Path path) {
    Path last = path.getFileName();
    String extension = last == null ? "" : extension(last.toString()).toLowerCase(Locale.ROOT);
    return extension.equals("i") || extension.equals("ii");
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private static boolean isBitcode(byte[] content) {
    return startsWith(content, 'B', 'C', 0xC0, 0xDE) || startsWith(content, 0xDE, 0xC0, 0x17, 0x0B);
  }

  private static boolean startsWith(byte[] content, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= content.length || (content[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a file called bitcode is textual IR after all. */
  private static boolean isText(byte[] content) {
    for (int i = 0; i < Math.min(content.length, 64); i++) {
      if (content[i] >= 0 && content[i] < '\t') {
        return false;
      }
    }
    return true;
  }
}
