package dev.assay.ir;

import dev.assay.source.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises textual IR of LLVM 21 or 22 by the word that LLVM 20 refuses. */
final class NewerIr {
  /** Instructions, attributes, calling conventions and fields of metadata that LLVM 20 does not know. */
  static final Set<String> WORDS = Set.of("ptrtoaddr", "fmaximum", "fminimum", "dead_on_return", "sanitize_alloc_token",
      "nocreateundeforpoison", "nooutline", "errnomem", "target_mem0", "target_mem1", "riscv_vls_cc",
      "amdgpu_gfx_whole_wave", "cheriot_compartmentcallcc", "cheriot_compartmentcalleecc", "cheriot_librarycallcc",
      "dbg_declare_value", "keyInstructions", "atomGroup", "atomRank", "DISubrangeType", "DIFixedPointType", "dataSize",
      "sourceLanguageName");

  private static final Pattern WORD = Pattern.compile("[#!]?([A-Za-z_][A-Za-z0-9_.]*)");

  private NewerIr() {}

  /**
   * Adds to the first problem what may be the reason, where it is about such a word.
   *
   * @param text the text that the problems' lines and columns count in
   */
  static List<Problem> explained(byte[] text, List<Problem> problems) {
    if (problems.isEmpty()) {
      return problems;
    }
    Problem first = problems.getFirst();
    Matcher word = WORD.matcher(refused(text, first));
    if (!word.lookingAt() || !WORDS.contains(word.group(1))) {
      return problems;
    }
    List<Problem> explained = new ArrayList<>(problems);
    // What LLVM quotes of the text stays below its message.
    String[] message = first.message().split("\n", 2);
    explained.set(0, new Problem(first.file(), first.line(), first.column(), message[0] + "; is '" + word.group(1)
        + "' newer than LLVM 20, which Assay has?" + (message.length > 1 ? "\n" + message[1] : "")));
    return explained;
  }

  /** The text from the place of a problem to the end of the line. */
  private static String refused(byte[] text, Problem problem) {
    String line = new String(text, StandardCharsets.ISO_8859_1).lines().skip(Math.max(problem.line() - 1, 0))
        .findFirst().orElse("");
    return problem.line() > 0 ? line.substring(Math.clamp(problem.column() - 1, 0, line.length())) : "";
  }
}
