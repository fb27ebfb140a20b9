package dev.assay.object;

/** Mach-O, 32 and 64 bits, little endian. Source: {@code mach-o/loader.h} and {@code mach-o/nlist.h}. */
final class MachOReader {
  private static final int LC_SEGMENT = 1;
  private static final int LC_SYMTAB = 2;
  private static final int LC_SEGMENT_64 = 0x19;
  private static final long S_ATTR_PURE_INSTRUCTIONS = 0x80000000L;
  private static final long S_ATTR_SOME_INSTRUCTIONS = 0x400;
  private static final long SECTION_TYPE = 0xff;
  private static final long S_ZEROFILL = 1;
  private static final int N_STAB = 0xe0;
  private static final int N_TYPE = 0x0e;
  private static final int N_SECT = 0x0e;
  private static final int N_EXT = 0x01;

  private MachOReader() {}

  static ObjectCode read(ObjectBytes bytes) throws ObjectFormatException {
    boolean is64 = bytes.u8(0) == 0xcf;
    CodeSections code = new CodeSections("Mach-O");
    long commands = bytes.u32(16);
    long at = is64 ? 32 : 28;
    int section = 1; // counted from 1, through all segments
    long symbolsAt = 0;
    long symbolCount = 0;
    long names = 0;
    for (long i = 0; i < commands; i++) {
      long command = bytes.u32(at);
      if (command == LC_SEGMENT || command == LC_SEGMENT_64) {
        boolean wide = command == LC_SEGMENT_64;
        long count = bytes.u32(at + (wide ? 64 : 48));
        long header = at + (wide ? 72 : 56);
        for (long s = 0; s < count; s++, section++, header += wide ? 80 : 68) {
          long flags = bytes.u32(header + (wide ? 64 : 56));
          long size = wide ? bytes.u64(header + 40) : bytes.u32(header + 36);
          if ((flags & (S_ATTR_PURE_INSTRUCTIONS | S_ATTR_SOME_INSTRUCTIONS)) != 0) {
            code.section(section, size);
          }
          String segment = bytes.text(header + 16, 16);
          if ((flags & SECTION_TYPE) != S_ZEROFILL && !segment.equals("__DWARF") && !segment.equals("__LD")) {
            code.loaded(size); // __LD is for the linker, as compact unwind tables are
          }
          code.base(section, wide ? bytes.u64(header + 32) : bytes.u32(header + 32));
        }
      } else if (command == LC_SYMTAB) {
        symbolsAt = bytes.u32(at + 8);
        symbolCount = bytes.u32(at + 12);
        names = bytes.u32(at + 16);
      }
      at += Math.max(8, bytes.u32(at + 4));
    }
    for (long i = 0; i < symbolCount; i++) {
      long symbol = symbolsAt + i * (is64 ? 16 : 12);
      int type = bytes.u8(symbol + 4);
      int of = bytes.u8(symbol + 5);
      if ((type & N_STAB) == 0 && (type & N_TYPE) == N_SECT && code.isCode(of)) {
        String name = bytes.text(names + bytes.u32(symbol));
        long value = is64 ? bytes.u64(symbol + 8) : bytes.u32(symbol + 8);
        if (!name.startsWith("ltmp") && !name.startsWith("l_")) { // the assembler's own labels
          code.symbol(new CodeSymbol(name.startsWith("_") ? name.substring(1) : name, of, value - code.base(of), 0,
              (type & N_EXT) == 0));
        }
      }
    }
    return code.upToTheNext();
  }
}
