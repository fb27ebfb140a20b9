package dev.assay.lsp.action;

/** What an action gains, in words. */
final class Gain {
  private Gain() {}

  /** For example {@code 203 → 84 IR instructions, measured}. */
  static String instructions(int before, int after) {
    return before + " → " + after + " IR instructions, measured";
  }

  /** For example {@code 812 → 350 bytes, measured}. */
  static String bytes(long before, long after) {
    return before + " → " + after + " bytes, measured";
  }
}
