package dev.assay.source;

import java.util.List;

/**
 * Where a function's definition is. Offsets count bytes of the file as it was read, byte order mark included, whatever
 * {@code #line} says.
 *
 * @param file the file that the definition is in, as it was named when it was read
 * @param name as the source has it: {@code f}, not {@code _Z1fv}, and {@code f} where a label makes it {@code other}
 * @param symbols what the IR calls it, the usual one first: one, but for constructors and destructors of C++, which
 *     have several, and templates, whose instances have symbols of their own and which have none
 * @param lines from the line of the name to the last line of the definition
 * @param definition all of it, attributes and storage class included; of a macro that defines a function, the macro's
 *     use
 * @param nameSpan the name, or the use of the macro that makes it
 * @param body from the opening to the closing brace; of a macro that makes it, the macro's use
 */
public record FunctionPlace(String file, String name, List<String> symbols, SourceRange lines, Span definition,
    Span nameSpan, Span body) {
  /** Copies the list. */
  public FunctionPlace {
    symbols = List.copyOf(symbols);
  }

  /** Its usual symbol, or its name where it has none. */
  public String symbol() {
    return symbols.isEmpty() ? name : symbols.getFirst();
  }

  /** This place, with other symbols. */
  FunctionPlace withSymbols(List<String> others) {
    return new FunctionPlace(file, name, others, lines, definition, nameSpan, body);
  }
}
