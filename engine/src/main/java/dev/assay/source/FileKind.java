package dev.assay.source;

import java.nio.file.Path;
import java.util.Locale;

/** What a file is, by its name, or by its first bytes. */
public enum FileKind {
  /** C source, preprocessed or not. */
  C,
  /** Textual IR. */
  TEXT_IR,
  /** LLVM bitcode, with or without wrapper. */
  BITCODE,
  /** C++. */
  CPLUSPLUS,
  /** A header of C or C++. */
  HEADER,
  /** Anything else. */
  UNKNOWN;

  public static FileKind of(Path path, byte[] content) {
    if (isBitcode(content)) {
      return BITCODE;
    }
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    if (extension.equals("C")) {
      return CPLUSPLUS; // by convention
    }
    return name.lastIndexOf('.') < 0 ? UNKNOWN : switch (extension.toLowerCase(Locale.ROOT)) {
      case "c", "i" -> C;
      case "ll" -> TEXT_IR;
      case "bc" -> isText(content) ? TEXT_IR : BITCODE;
      case "cc", "cpp", "cxx", "c++", "ii", "cppm" -> CPLUSPLUS;
      case "h", "hpp", "hh", "hxx", "inc" -> HEADER;
      default -> UNKNOWN;
    };
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
