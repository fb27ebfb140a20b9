package dev.assay.object;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ELF file's sections, symbols, and relocations of code, 32 and 64 bits, both byte orders. Immutable. Source: the
 * System V ABI, chapters "Sections", "Symbol Table" and "Relocation".
 *
 * @param is64 whether its class is ELFCLASS64
 * @param order its byte order
 * @param type 1 for a relocatable object
 * @param machine as the ABI numbers machines
 * @param flags the machine's own
 * @param sections by index
 * @param symbols those of all symbol tables, in order, without each table's first, which is no symbol
 * @param relocations those of executable sections, in order
 */
public record ElfFile(boolean is64, ByteOrder order, int type, int machine, long flags, List<Section> sections,
    List<Symbol> symbols, List<Relocation> relocations) {
  /** The type of a relocatable object. */
  public static final int RELOCATABLE = 1;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_RELA = 4;
  private static final int SHT_NOBITS = 8;
  private static final int SHT_REL = 9;
  private static final int SHT_SYMTAB_SHNDX = 18;
  private static final int SHN_XINDEX = 0xffff;
  private static final int STT_OBJECT = 1;
  private static final int STT_FUNC = 2;
  private static final int STT_GNU_IFUNC = 10;

  /** Copies the lists. */
  public ElfFile {
    sections = List.copyOf(sections);
    symbols = List.copyOf(symbols);
    relocations = List.copyOf(relocations);
  }

  /**
   * A section.
   *
   * @param header where its header begins in the file
   * @param type the ABI's number
   * @param flags the ABI's bits
   * @param offset where it begins in the file
   * @param size in bytes
   * @param link its meaning depends on the type
   * @param info its meaning depends on the type
   */
  public record Section(String name, long header, long type, long flags, long offset, long size, long link, long info) {
    /** Whether it takes memory in the running program. */
    public boolean isAllocated() {
      return (flags & 2) != 0;
    }

    /** Whether it holds code. */
    public boolean isExecutable() {
      return (flags & 4) != 0;
    }

    /** Whether the program may write to it. */
    public boolean isWritable() {
      return (flags & 1) != 0;
    }

    /** Whether its bytes stand in the file; otherwise they are zeros. */
    public boolean isInFile() {
      return type != SHT_NOBITS;
    }
  }

  /**
   * A symbol.
   *
   * @param section the index of its section, 0 where it is looked for elsewhere; above all sections for what is none
   * @param value in an object, its offset in the section
   * @param size in bytes
   * @param type the ABI's number
   * @param binding 0 local, 1 global, 2 weak
   */
  public record Symbol(String name, int section, long value, long size, int type, int binding) {
    /** Whether it is defined here. */
    public boolean isDefined() {
      return section != 0;
    }

    /** Whether it names a function. */
    public boolean isFunction() {
      return type == STT_FUNC || type == STT_GNU_IFUNC;
    }

    /** Whether it names a variable. */
    public boolean isObject() {
      return type == STT_OBJECT;
    }

    /** Whether other files cannot see it. */
    public boolean isLocal() {
      return binding == 0;
    }

    /** Whether it may be defined more than once. */
    public boolean isWeak() {
      return binding > 1;
    }
  }

  /**
   * A place that a linker fills in.
   *
   * @param type the machine's number
   * @param symbol what its value depends on
   */
  public record Relocation(long type, Symbol symbol) {}

  /** Whether a file begins as ELF does. */
  public static boolean isElf(byte[] file) {
    return new ObjectBytes(file).startsWith(0x7f, 'E', 'L', 'F');
  }

  /**
   * Reads a file.
   *
   * @throws ObjectFormatException when it is cut off, or is not ELF
   */
  public static ElfFile read(byte[] file) throws ObjectFormatException {
    if (!isElf(file)) {
      throw new ObjectFormatException("the file is not ELF");
    }
    return new Reader(new ObjectBytes(file)).read();
  }

  /** Reads fields where they are. */
  private static final class Reader {
    private final ObjectBytes bytes;
    private final boolean is64;
    private final ByteOrder order;
    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    /** Where in that list the symbols of a table begin, by the table's section. */
    private final Map<Integer, Integer> tables = new HashMap<>();
    private final List<Relocation> relocations = new ArrayList<>();

    Reader(ObjectBytes bytes) throws ObjectFormatException {
      this.bytes = bytes;
      this.is64 = bytes.u8(4) == 2;
      this.order = bytes.u8(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      bytes.order(order);
    }

    ElfFile read() throws ObjectFormatException {
      long at = word(is64 ? 40 : 32);
      int width = bytes.u16(is64 ? 58 : 46);
      long count = bytes.u16(is64 ? 60 : 48);
      if (count == 0 && at != 0) { // more than fit into the header's field
        count = word(at + (is64 ? 32 : 20));
      }
      long names = bytes.u16(is64 ? 62 : 50);
      if (names == SHN_XINDEX) {
        names = bytes.u32(at + (is64 ? 40 : 24));
      }
      long namesAt = count == 0 ? 0 : word(at + names * width + (is64 ? 24 : 16));
      for (long i = 0; i < count; i++) {
        sections.add(section(at + i * width, namesAt));
      }
      long extended = sections.stream().filter(section -> section.type == SHT_SYMTAB_SHNDX).map(Section::offset)
          .findFirst().orElse(0L);
      for (int i = 0; i < sections.size(); i++) {
        if (sections.get(i).type == SHT_SYMTAB) {
          tables.put(i, symbols.size());
          symbols(sections.get(i), extended);
        }
      }
      for (Section section : sections) {
        boolean isOfSection = section.type == SHT_RELA || section.type == SHT_REL;
        if (isOfSection && section.info < sections.size() && sections.get((int) section.info).isExecutable()) {
          relocations(section);
        }
      }
      return new ElfFile(is64, order, bytes.u16(16), bytes.u16(18), bytes.u32(is64 ? 48 : 36), sections, symbols,
          relocations);
    }

    private Section section(long header, long namesAt) throws ObjectFormatException {
      return new Section(bytes.text(namesAt + bytes.u32(header)), header, bytes.u32(header + 4),
          is64 ? bytes.bits64(header + 8) : bytes.u32(header + 8), word(header + (is64 ? 24 : 16)),
          word(header + (is64 ? 32 : 20)), bytes.u32(header + (is64 ? 40 : 24)), bytes.u32(header + (is64 ? 44 : 28)));
    }

    private void symbols(Section table, long extended) throws ObjectFormatException {
      if (table.link >= sections.size()) {
        throw new ObjectFormatException("the object file names a section that it does not have");
      }
      int width = is64 ? 24 : 16;
      long names = sections.get((int) table.link).offset;
      for (long i = 1; i < table.size / width; i++) {
        long at = table.offset + i * width;
        int info = bytes.u8(at + (is64 ? 4 : 12));
        int section = bytes.u16(at + (is64 ? 6 : 14));
        if (section == SHN_XINDEX && extended != 0) {
          section = (int) bytes.u32(extended + 4 * i);
        }
        long value = is64 ? bytes.bits64(at + 8) : bytes.u32(at + 4);
        long size = is64 ? bytes.u64(at + 16) : bytes.u32(at + 8);
        symbols.add(new Symbol(bytes.text(names + bytes.u32(at)), section, value, size, info & 0xf, info >> 4));
      }
    }

    private void relocations(Section section) throws ObjectFormatException {
      Integer first = tables.get((int) section.link);
      if (first == null) {
        throw new ObjectFormatException("the object file's relocations name a symbol table that it does not have");
      }
      int width = (section.type == SHT_RELA ? 3 : 2) * (is64 ? 8 : 4);
      for (long at = section.offset; at + width <= section.offset + section.size; at += width) {
        long info = is64 ? bytes.bits64(at + 8) : bytes.u32(at + 4);
        long symbol = is64 ? info >>> 32 : info >>> 8;
        if (symbol > symbols.size() - first) {
          throw new ObjectFormatException("the object file's relocations name a symbol that it does not have");
        }
        if (symbol > 0) { // others depend on no symbol
          long type = is64 ? info & 0xffffffffL : info & 0xff;
          relocations.add(new Relocation(type, symbols.get(first + (int) symbol - 1)));
        }
      }
    }

    private long word(long at) throws ObjectFormatException {
      return is64 ? bytes.u64(at) : bytes.u32(at);
    }
  }
}
