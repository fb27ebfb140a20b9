package dev.assay.lsp.text;

import dev.assay.source.FileKind;
import dev.assay.source.FunctionPlace;
import dev.assay.source.NamePlace;
import dev.assay.source.Outline;
import dev.assay.source.Span;
import dev.assay.source.Utf16Offsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that a text defines, and the names of functions in it, in an editor's offsets. Where they are, the
 * engine's {@link Outline} says. Immutable.
 */
public final class FunctionMap {
  private final FileKind kind;
  private final byte[] bytes;
  private final Utf16Offsets offsets;
  private final List<FunctionText> functions;
  private final Map<String, FunctionText> byName = new HashMap<>();
  private final Map<String, String> symbols = new HashMap<>();

  private FunctionMap(Language language, TextSnapshot text, Optional<Outline> exact) {
    this.kind = language.kind();
    this.bytes = text.bytes();
    this.offsets = Utf16Offsets.of(bytes);
    Outline outline = exact.orElseGet(() -> Outline.ofText(kind, "", bytes));
    this.functions = outline.functions().stream().map(this::inText).toList();
    outline.functions().forEach(place -> symbols.putIfAbsent(place.name(), place.symbol()));
    outline.elsewhere().forEach(place -> symbols.putIfAbsent(place.name(), place.symbol()));
    functions.forEach(function -> byName.putIfAbsent(function.name(), function));
  }

  /** Finds the functions of a text by the text alone. */
  public static FunctionMap of(Language language, TextSnapshot text) {
    return new FunctionMap(language, text, Optional.empty());
  }

  /** With an outline that was made of the very same text, by a compiler. */
  public static FunctionMap of(Language language, TextSnapshot text, Outline outline) {
    return new FunctionMap(language, text, Optional.of(outline));
  }

  private FunctionText inText(FunctionPlace place) {
    Span name = place.nameSpan();
    Span all = place.definition();
    return new FunctionText(place.symbol(), place.name(), offsets.fromBytes(name.start()),
        offsets.fromBytes(name.end()), offsets.fromBytes(all.start()), offsets.fromBytes(all.end()));
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
   * The name of a function at an offset, defined here or not: {@code @f} in IR, an identifier in C and C++.
   *
   * @return the function's symbol as a text without a body: its start and end are those of the name
   */
  public Optional<FunctionText> nameAt(int offset) {
    return Outline.nameAt(kind, bytes, offsets.toBytes(offset)).map(this::inText);
  }

  private FunctionText inText(NamePlace place) {
    int start = offsets.fromBytes(place.span().start());
    int end = offsets.fromBytes(place.span().end());
    return new FunctionText(symbols.getOrDefault(place.name(), place.name()), place.name(), start, end, start, end);
  }
}
