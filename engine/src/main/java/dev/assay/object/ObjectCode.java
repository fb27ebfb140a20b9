package dev.assay.object;

import java.util.List;
import java.util.Optional;

/**
 * The code in an object file. Immutable.
 *
 * @param format for example {@code ELF}
 * @param bytes the size of all executable sections together, padding between functions included
 * @param loadedBytes the size of all sections that are loaded and stand in the file: code, read-only data, unwind
 *     tables and initialised data, but neither zeroed data nor debug information
 * @param symbols the functions in them, ordered by section and offset
 */
public record ObjectCode(String format, long bytes, long loadedBytes, List<CodeSymbol> symbols) {
  /** Copies the list. */
  public ObjectCode {
    symbols = List.copyOf(symbols);
  }

  /**
   * Reads an object file.
   *
   * @throws ObjectFormatException when it is in another format, or is cut off
   */
  public static ObjectCode read(byte[] object) throws ObjectFormatException {
    ObjectBytes bytes = new ObjectBytes(object);
    if (ElfFile.isElf(object)) {
      return ElfReader.read(ElfFile.read(object));
    }
    if (bytes.startsWith(0, 'a', 's', 'm')) {
      return WasmReader.read(bytes);
    }
    if (bytes.startsWith(0xce, 0xfa, 0xed, 0xfe) || bytes.startsWith(0xcf, 0xfa, 0xed, 0xfe)) {
      return MachOReader.read(bytes);
    }
    if (bytes.startsWith(0x01, 0xdf) || bytes.startsWith(0x01, 0xf7)) {
      return XcoffReader.read(bytes);
    }
    if (CoffReader.isCoff(bytes)) {
      return CoffReader.read(bytes);
    }
    throw new ObjectFormatException("the code generator's output is no object file that Assay reads");
  }

  /** The size of all functions together, without padding between them; code with several symbols counts once. */
  public long functionBytes() {
    long sum = 0;
    CodeSymbol before = null;
    for (CodeSymbol symbol : symbols) {
      if (before == null || !symbol.isSameCode(before)) {
        sum += symbol.bytes();
      }
      before = symbol;
    }
    return sum;
  }

  /** The size of all functions together or, where no symbol says where they are, of all code. */
  public long codeBytes() {
    return symbols.isEmpty() ? bytes : functionBytes();
  }

  /** The symbol of a name; empty where the object defines no such function. */
  public Optional<CodeSymbol> symbol(String name) {
    return symbols.stream().filter(symbol -> symbol.name().equals(name)).findFirst();
  }

  /**
   * A function that has code in another object of the same source, and a symbol but no code in this one: what came
   * before it in its compilation took the whole of it for unreachable.
   */
  public Optional<String> emptied(ObjectCode other) {
    return symbols.stream().filter(symbol -> symbol.bytes() == 0).map(CodeSymbol::name)
        .filter(name -> other.symbol(name).filter(there -> there.bytes() > 0).isPresent()).findFirst();
  }
}
