package dev.assay.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers code sections and function symbols, and fills in the sizes that a format does not record. */
final class CodeSections {
  private final String format;
  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> bases = new HashMap<>();
  private final List<CodeSymbol> symbols = new ArrayList<>();
  private long loadedBytes;

  CodeSections(String format) {
    this.format = format;
  }

  /** An executable section. */
  void section(int index, long bytes) {
    sizes.put(index, bytes);
  }

  /** A section, of code or not, that is loaded and stands in the file. */
  void loaded(long bytes) {
    loadedBytes += bytes;
  }

  /** The address that symbols of a section count from, where that is not 0. */
  void base(int section, long address) {
    bases.put(section, address);
  }

  long base(int section) {
    return bases.getOrDefault(section, 0L);
  }

  boolean isCode(int section) {
    return sizes.containsKey(section);
  }

  void symbol(CodeSymbol symbol) {
    symbols.add(symbol);
  }

  /** The code, with the symbols' sizes as they were given. */
  ObjectCode sized() {
    symbols.sort(Comparator.comparingInt(CodeSymbol::section).thenComparingLong(CodeSymbol::offset));
    return new ObjectCode(format, sizes.values().stream().mapToLong(Long::longValue).sum(), loadedBytes, symbols);
  }

  /** The code, each symbol reaching up to the next one or to its section's end. */
  ObjectCode upToTheNext() {
    symbols.sort(Comparator.comparingInt(CodeSymbol::section).thenComparingLong(CodeSymbol::offset));
    for (int i = 0; i < symbols.size(); i++) {
      CodeSymbol symbol = symbols.get(i);
      long end = sizes.getOrDefault(symbol.section(), symbol.offset());
      for (int next = i + 1; next < symbols.size() && symbols.get(next).section() == symbol.section(); next++) {
        if (symbols.get(next).offset() > symbol.offset()) {
          end = symbols.get(next).offset();
          break;
        }
      }
      symbols.set(i, new CodeSymbol(symbol.name(), symbol.section(), symbol.offset(),
          Math.max(0, end - symbol.offset()), symbol.isLocal()));
    }
    return sized();
  }
}
