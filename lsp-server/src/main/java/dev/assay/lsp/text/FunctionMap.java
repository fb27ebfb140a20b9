package dev.assay.lsp.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that a text defines, and the names of functions in it. Immutable. */
public final class FunctionMap {
  private final Language language;
  private final TextSnapshot text;
  private final List<FunctionText> functions;
  private final Map<String, FunctionText> byName = new HashMap<>();

  private FunctionMap(Language language, TextSnapshot text, List<FunctionText> functions) {
    this.language = language;
    this.text = text;
    this.functions = functions;
    functions.forEach(function -> byName.putIfAbsent(function.name(), function));
  }

  /** Finds the functions of a text. */
  public static FunctionMap of(Language language, TextSnapshot text) {
    return new FunctionMap(language, text, switch (language) {
      case C -> CFunctions.find(text.text());
      case LLVM_IR -> IrFunctions.find(text);
    });
  }

  /** The functions in the order of the text. */
  public List<FunctionText> functions() {
    return functions;
  }

  /** The definition of a name. */
  public Optional<FunctionText> definition(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The function whose definition an offset is in. */
  public Optional<FunctionText> around(int offset) {
    return functions.stream().filter(function -> function.contains(offset)).findFirst();
  }

  /**
   * The name of a function at an offset, defined here or not: {@code @f} in IR, an identifier in C.
   *
   * @return the name as a text without a body: its start and end are those of the name
   */
  public Optional<FunctionText> nameAt(int offset) {
    return switch (language) {
      case C -> CFunctions.identifierAt(text.text(), offset);
      case LLVM_IR -> IrFunctions.nameAt(text, offset);
    };
  }
}
