package dev.assay.clang;

import dev.assay.source.FunctionPlace;
import dev.assay.wire.Request;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A precompiled preamble: what clang keeps of the headers that a file includes at its top. Immutable.
 *
 * @param file what clang wrote
 * @param text the preamble
 * @param flags what it was compiled with, of the file's compile command
 * @param stamps what its headers were like
 * @param elsewhere of an outline made with it, what is missing: the functions of its headers; empty where such an
 *     outline is not to be had
 */
record Preamble(Path file, byte[] text, CompileFlags flags, HeaderStamps stamps,
    Optional<List<FunctionPlace>> elsewhere) {
  /** Whether a text, without line markers, begins with it. */
  boolean isOf(byte[] whole) {
    return whole.length >= text.length && Arrays.equals(whole, 0, text.length, text, 0, text.length);
  }

  /** What clang is given to read it before the rest of a text. */
  List<String> arguments() {
    return List.of(Request.Outline.PRECOMPILED, file.toString());
  }

  /** What is left of a text that begins with it: lines and columns are as before. */
  byte[] rest(byte[] whole) {
    return PreambleText.blanked(whole, text.length);
  }
}
