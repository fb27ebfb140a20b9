package dev.assay.lsp.action;

/** What an action gains, in words. */
final class Gain {
  private Gain() {}

  /** For example {@code 203 -> 84 IR instructions, measured}. */
  static String of(int before, int after) {
    return before + " → " + after + " IR instructions, measured";
  }
}
