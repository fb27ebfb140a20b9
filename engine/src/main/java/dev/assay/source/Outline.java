package dev.assay.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the functions of a source file are. Whoever has to know it (command line, server, index) asks here.
 *
 * <p>{@link #ofText} tells at once, by the text alone: exactly for LLVM IR, roughly for C, where macros may hide
 * functions. What a file's own compiler flags make of C and C++, {@code dev.assay.clang.Outliner} tells. Immutable.
 */
public final class Outline {
  /** Of a file about whose text nothing is known. */
  public static final Outline EMPTY = new Outline(List.of(), List.of());

  /** What clang appends to the symbol of the version that runs where no other fits. */
  private static final String DEFAULT_VERSION = ".default";

  private final List<FunctionPlace> functions;
  private final List<FunctionPlace> elsewhere;
  private final Map<String, FunctionPlace> bySymbol = new HashMap<>();

  private Outline(List<FunctionPlace> functions, List<FunctionPlace> elsewhere) {
    this.functions = List.copyOf(functions);
    this.elsewhere = List.copyOf(elsewhere);
    for (List<FunctionPlace> places : List.of(functions, elsewhere)) {
      for (FunctionPlace place : places) {
        place.symbols().forEach(symbol -> bySymbol.putIfAbsent(symbol, place));
      }
    }
  }

  /**
   * An outline of places that are known.
   *
   * @param file the file whose outline it is; places in other files are kept apart
   */
  public static Outline of(String file, List<FunctionPlace> places) {
    List<FunctionPlace> own = new ArrayList<>();
    List<FunctionPlace> elsewhere = new ArrayList<>();
    places.forEach(place -> (place.file().equals(file) ? own : elsewhere).add(place));
    own.sort(Comparator.comparingInt(place -> place.definition().start()));
    return new Outline(own, elsewhere);
  }

  /**
   * What a text shows by itself, without a compiler; it may be half written.
   *
   * @param file how the places name it
   * @param text in UTF-8; the bytes are not copied and must not be changed meanwhile
   */
  public static Outline ofText(FileKind kind, String file, byte[] text) {
    return switch (kind) {
      case C, CPLUSPLUS, HEADER -> of(file, CTextScanner.functions(file, text));
      case TEXT_IR -> of(file, IrTextScanner.of(file, text).functions());
      case BITCODE, UNKNOWN -> EMPTY;
    };
  }

  /**
   * The name that a cursor touches and that may be a function's, defined here or not: {@code @f} in IR, an identifier
   * in C.
   *
   * @param offset in bytes; beyond the end means the end
   */
  public static Optional<NamePlace> nameAt(FileKind kind, byte[] text, int offset) {
    return switch (kind) {
      case C, CPLUSPLUS, HEADER -> CTextScanner.nameAt(text, offset);
      case TEXT_IR -> IrTextScanner.nameAt(text, offset);
      case BITCODE, UNKNOWN -> Optional.empty();
    };
  }

  /** The functions that the file itself defines, in the order of the text. */
  public List<FunctionPlace> functions() {
    return functions;
  }

  /** The functions that headers of the project bring along, where that is known. */
  public List<FunctionPlace> elsewhere() {
    return elsewhere;
  }

  /** The file's own function whose definition a cursor is in or touches. */
  public Optional<FunctionPlace> around(int offset) {
    return functions.stream().filter(function -> function.definition().touches(offset)).findFirst();
  }

  /**
   * The function that a symbol of the IR comes from. A symbol with a suffix after a dot is one of several that clang
   * makes of one function, for example for {@code target_clones}.
   *
   * @param line where debug information puts it, counted from 1, which tells versions with one name apart; 0 where
   *     unknown
   */
  public Optional<FunctionPlace> ofSymbol(String symbol, int line) {
    FunctionPlace exact = bySymbol.get(symbol);
    String base = exact != null ? symbol : withoutSuffix(symbol);
    FunctionPlace first = exact != null ? exact : bySymbol.get(base);
    if (line > 0 && (first == null || !first.lines().contains(line))) {
      Optional<FunctionPlace> atLine = functions.stream()
          .filter(
              place -> place.lines().contains(line) && (place.symbols().isEmpty() || place.symbols().contains(base)))
          .findFirst();
      return atLine.or(() -> Optional.ofNullable(first));
    }
    return Optional.ofNullable(first);
  }

  /**
   * What the source calls the function of a symbol that does not say it: of a function that a label or {@code #pragma
   * redefine_extname} gives another, its name; of one of several that are made of one, {@code f [clone .avx2.0]}, as
   * demanglers write it. Empty where the symbol says it, or nothing is known of it.
   *
   * @param readable what the symbol itself says: demangled where it is mangled, else itself
   */
  public Optional<String> sourceName(String symbol, String readable) {
    FunctionPlace exact = bySymbol.get(symbol);
    if (exact != null) {
      boolean isSaid = CplusplusName.spellings(readable).contains(exact.name()) || !isIdentifier(exact.name());
      return isSaid ? Optional.empty() : Optional.of(exact.name());
    }
    String base = withoutSuffix(symbol);
    FunctionPlace origin = bySymbol.get(base);
    return origin == null || !readable.equals(symbol) ? Optional.empty()
        : Optional.of(origin.name() + " [clone " + symbol.substring(base.length()) + "]");
  }

  private static String withoutSuffix(String symbol) {
    int dot = symbol.indexOf('.', 1);
    return dot < 0 ? symbol : symbol.substring(0, dot);
  }

  /** Operators and the like are spelled in more ways than one. */
  private static boolean isIdentifier(String name) {
    return !name.isEmpty() && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  /**
   * This outline with the symbols that there really are: a function that became several, such as one with
   * {@code target_clones}, has their symbols, its default version first.
   *
   * @param lines where debug information puts each symbol of the IR, counted from 1; 0 where unknown
   */
  public Outline withSymbols(Map<String, Integer> lines) {
    Map<FunctionPlace, List<String>> symbols = new HashMap<>();
    lines.forEach((symbol, line) -> ofSymbol(symbol, line)
        .ifPresent(place -> symbols.computeIfAbsent(place, p -> new ArrayList<>()).add(symbol)));
    return new Outline(functions.stream().map(place -> {
      List<String> there = symbols.getOrDefault(place, List.of());
      boolean isKnown = there.isEmpty() || place.symbols().stream().anyMatch(there::contains);
      return isKnown ? place : place.withSymbols(there.stream().sorted(
          Comparator.comparing((String symbol) -> !symbol.contains(DEFAULT_VERSION)).thenComparing(symbol -> symbol))
          .toList());
    }).toList(), elsewhere);
  }
}
