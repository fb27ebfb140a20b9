package dev.assay.lsp.text;

/**
 * Where a function's definition is in a text; offsets in UTF-16 code units.
 *
 * @param name what the IR calls it, without {@code @} and quotes
 * @param shownName what the source calls it
 * @param nameStart where its name begins
 * @param nameEnd where its name ends
 * @param start where the definition begins
 * @param end where the definition ends
 */
public record FunctionText(String name, String shownName, int nameStart, int nameEnd, int start, int end) {
  /** One that is called the same in the source and in the IR. */
  public FunctionText(String name, int nameStart, int nameEnd, int start, int end) {
    this(name, name, nameStart, nameEnd, start, end);
  }

  /** Whether an offset is inside the definition. */
  public boolean contains(int offset) {
    return offset >= start && offset <= end;
  }
}
