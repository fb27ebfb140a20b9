package dev.assay.machine;

import dev.assay.object.ElfFile;
import dev.assay.object.ObjectFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the code generator takes each machine block to be executed: the sections that clang writes with
 * {@link #FLAGS}. Source: LLVM's document "Extensions", section "SHT_LLVM_BB_ADDR_MAP", version 2. ELF alone.
 */
final class BlockFrequencies {
  /** What makes clang write them; the code stays as it is. */
  static final List<String> FLAGS =
      List.of("-Xclang", "-fbasic-block-address-map", "-mllvm", "-pgo-analysis-map=bb-freq");
  private static final long SHT_LLVM_BB_ADDR_MAP = 0x6fff4c0aL;
  private static final int SHT_RELA = 4;
  private static final int SHT_REL = 9;
  private static final int EM_ARM = 40;
  private static final int VERSION = 2;
  private static final int ONLY_BLOCK_FREQUENCIES = 2;

  private final ElfFile file;
  private final ByteBuffer bytes;

  private BlockFrequencies(byte[] object) throws ObjectFormatException {
    this.file = ElfFile.read(object);
    this.bytes = ByteBuffer.wrap(object).order(file.order());
  }

  /**
   * A block of a function.
   *
   * @param start its offset in the section
   * @param end where it ends
   * @param perCall how often it is executed when the function is called once
   */
  record Block(long start, long end, double perCall) {}

  /**
   * The blocks of an object's functions, by their symbols.
   *
   * @throws ObjectFormatException when the object is not ELF, has no such sections, or others than are known here
   */
  static Map<String, List<Block>> of(byte[] object) throws ObjectFormatException {
    try {
      return new BlockFrequencies(object).read();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ObjectFormatException unknown() {
    return new ObjectFormatException("the object's block frequencies are not written as expected");
  }

  private Map<String, List<Block>> read() throws ObjectFormatException {
    Map<String, List<Block>> functions = new HashMap<>();
    for (int i = 0; i < file.sections().size(); i++) {
      if (file.sections().get(i).type() == SHT_LLVM_BB_ADDR_MAP) {
        read(i, addends(i), functions);
      }
    }
    return functions;
  }

  private void read(int index, Map<Long, Long> addends, Map<String, List<Block>> functions)
      throws ObjectFormatException {
    ElfFile.Section section = file.sections().get(index);
    int end = Math.toIntExact(section.offset() + section.size());
    bytes.position(Math.toIntExact(section.offset()));
    while (bytes.position() < end) {
      if (bytes.get() != VERSION || bytes.get() != ONLY_BLOCK_FREQUENCIES) {
        throw unknown();
      }
      long at = bytes.position() - section.offset();
      long written = file.is64() ? bytes.getLong() : bytes.getInt() & 0xffffffffL;
      long start = place(addends.getOrDefault(at, 0L) + written);
      List<Block> blocks = blocks(start, number());
      for (ElfFile.Symbol symbol : file.symbols()) {
        if (symbol.isFunction() && symbol.section() == section.link() && place(symbol.value()) == start) {
          functions.put(symbol.name(), blocks);
        }
      }
    }
  }

  /** Where code is: of an Arm function's address, the lowest bit says that it is Thumb. */
  private long place(long address) {
    return file.machine() == EM_ARM ? address & ~1L : address;
  }

  private List<Block> blocks(long function, long count) throws ObjectFormatException {
    if (count > bytes.remaining()) {
      throw unknown();
    }
    List<Block> places = new ArrayList<>();
    long at = function;
    for (long i = 0; i < count; i++) {
      number(); // its number
      at += number();
      long end = at + number();
      number(); // how it ends
      places.add(new Block(at, end, 0));
      at = end;
    }
    List<Block> blocks = new ArrayList<>();
    double once = 0;
    for (Block place : places) {
      double frequency = Math.max(0, number());
      once = blocks.isEmpty() ? Math.max(1, frequency) : once;
      blocks.add(new Block(place.start, place.end, frequency / once));
    }
    return blocks;
  }

  /** A number in LEB128. */
  private long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("too long");
  }

  /** What the relocations of a section add to its words, by offset: the symbol's value and their own addend. */
  private Map<Long, Long> addends(int index) {
    Map<Long, Long> addends = new HashMap<>();
    for (ElfFile.Section section : file.sections()) {
      boolean isRela = section.type() == SHT_RELA;
      if (!isRela && section.type() != SHT_REL
          || bytes.getInt(Math.toIntExact(section.header() + (file.is64() ? 44 : 28))) != index) {
        continue;
      }
      int word = file.is64() ? 8 : 4;
      int width = word * (isRela ? 3 : 2);
      for (int i = 0; i < section.size() / width; i++) {
        int at = Math.toIntExact(section.offset()) + i * width;
        long symbol = file.is64() ? bytes.getLong(at + 8) >>> 32 : bytes.getInt(at + 4) >>> 8;
        long addend = isRela ? word(at + 2 * word) : 0;
        addends.put(word(at), file.symbols().get((int) symbol - 1).value() + addend);
      }
    }
    return addends;
  }

  private long word(int at) {
    return file.is64() ? bytes.getLong(at) : bytes.getInt(at);
  }
}
