package dev.assay.build;

import dev.assay.object.CodeSymbol;
import dev.assay.object.ObjectCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file's object at one level.
 *
 * @param code what is in it
 * @param inlined for each function that was inlined anywhere, into which functions
 */
record BuiltFile(ObjectCode code, Map<String, List<String>> inlined) {
  /**
   * What became of a function.
   *
   * @param name its IR symbol
   * @param aliases its other symbols, one of which clang may have given its code in place of its own
   */
  InFile of(String name, List<String> aliases) {
    List<String> names = Stream.concat(Stream.of(name), aliases.stream()).toList();
    Optional<CodeSymbol> symbol = names.stream().flatMap(each -> code.symbol(each).stream()).findFirst();
    List<String> into = names.stream().flatMap(each -> holders(each).stream()).distinct().toList();
    if (symbol.isPresent()) {
      List<String> shared = code.symbols().stream()
          .filter(other -> other.isSameCode(symbol.get()) && !other.name().equals(name)).map(CodeSymbol::name).toList();
      return new InFile.Bytes(symbol.get().bytes(), shared, into);
    }
    return names.stream().anyMatch(inlined::containsKey) ? new InFile.Inlined(into) : new InFile.Dropped();
  }

  /** Whether a function has code by its own symbol. */
  boolean has(String name) {
    return code.symbol(name).isPresent();
  }

  /** The functions with code of their own that have a copy of this one, directly or through others. */
  private List<String> holders(String name) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> waiting = new ArrayList<>(inlined.getOrDefault(name, List.of()));
    List<String> holders = new ArrayList<>();
    while (!waiting.isEmpty()) {
      String next = waiting.removeFirst();
      if (seen.add(next)) {
        if (code.symbol(next).isPresent()) {
          holders.add(next);
        } else {
          waiting.addAll(inlined.getOrDefault(next, List.of()));
        }
      }
    }
    return holders;
  }
}
