package dev.assay.tune;

/**
 * An attribute that a function is compiled with, as if its source said so. None of them changes what the
 * function does.
 *
 * @param function its name in the IR, without blanks, quotes and colons
 * @param kind what is changed
 */
public record FunctionChange(String function, Kind kind) {
  /** The changes that there are. */
  public enum Kind {
    /** No call of it is inlined: {@code __attribute__((noinline))}. */
    NOINLINE("noinline", "-force-attribute=%s:noinline"),
    /** All calls of it are inlined where that is possible: {@code __attribute__((always_inline))}. */
    ALWAYS_INLINE("always_inline", "-force-attribute=%s:alwaysinline");

    private final String words;
    private final String option;

    Kind(String words, String option) {
      this.words = words;
      this.option = option;
    }

    /** In a word or two. */
    public String words() {
      return words;
    }
  }

  /** The option of LLVM, as it stands after {@code -mllvm}, that makes the change. */
  public String option() {
    return kind.option.formatted(function);
  }
}
