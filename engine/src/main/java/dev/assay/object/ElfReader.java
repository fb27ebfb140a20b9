package dev.assay.object;

import java.nio.ByteOrder;

/** ELF, 32 and 64 bits, both byte orders. Source: the System V ABI, chapters "Sections" and "Symbol Table". */
final class ElfReader {
  private static final int EM_ARM = 40;
  private static final int EM_MIPS = 8;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_NOBITS = 8;
  private static final int SHT_SYMTAB_SHNDX = 18;
  private static final int SHN_XINDEX = 0xffff;
  private static final long SHF_ALLOC = 2;
  private static final long SHF_EXECINSTR = 4;
  private static final int STT_FUNC = 2;
  private static final int STT_GNU_IFUNC = 10;
  private static final int STB_LOCAL = 0;

  private final ObjectBytes bytes;
  private final boolean is64;
  private long sectionsAt;
  private int sectionWidth;
  private int sectionCount;

  private ElfReader(ObjectBytes bytes) throws ObjectFormatException {
    this.bytes = bytes;
    this.is64 = bytes.u8(4) == 2;
    bytes.order(bytes.u8(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  static ObjectCode read(ObjectBytes bytes) throws ObjectFormatException {
    return new ElfReader(bytes).read();
  }

  private ObjectCode read() throws ObjectFormatException {
    int machine = bytes.u16(18);
    sectionsAt = word(is64 ? 40 : 32);
    sectionWidth = bytes.u16(is64 ? 58 : 46);
    sectionCount = bytes.u16(is64 ? 60 : 48);
    if (sectionCount == 0 && sectionsAt != 0) { // more than fit into the header's field
      sectionCount = (int) Math.min(Integer.MAX_VALUE, sectionSize(0));
    }
    CodeSections code = new CodeSections("ELF");
    long extendedIndices = 0;
    for (int i = 0; i < sectionCount; i++) {
      long type = bytes.u32(header(i) + 4);
      if (type == SHT_SYMTAB_SHNDX) {
        extendedIndices = sectionOffset(i);
      }
      long flags = is64 ? bytes.bits64(header(i) + 8) : bytes.u32(header(i) + 8);
      if ((flags & SHF_EXECINSTR) != 0 && type != SHT_NOBITS) {
        code.section(i, sectionSize(i));
      }
      if ((flags & SHF_ALLOC) != 0 && type != SHT_NOBITS) {
        code.loaded(sectionSize(i));
      }
    }
    // With microMIPS and Thumb, the lowest bit of an address says which instruction set is meant.
    long addressMask = machine == EM_ARM || machine == EM_MIPS ? ~1L : ~0L;
    for (int i = 0; i < sectionCount; i++) {
      if (bytes.u32(header(i) + 4) == SHT_SYMTAB) {
        symbols(i, extendedIndices, addressMask, code);
      }
    }
    return code.sized();
  }

  private void symbols(int table, long extendedIndices, long addressMask, CodeSections code)
      throws ObjectFormatException {
    int width = is64 ? 24 : 16;
    long names = sectionOffset((int) Math.min(bytes.u32(header(table) + (is64 ? 40 : 24)), sectionCount));
    long start = sectionOffset(table);
    long count = sectionSize(table) / width;
    for (long i = 1; i < count; i++) {
      long at = start + i * width;
      int info = bytes.u8(at + (is64 ? 4 : 12));
      int section = bytes.u16(at + (is64 ? 6 : 14));
      if (section == SHN_XINDEX && extendedIndices != 0) {
        section = (int) bytes.u32(extendedIndices + 4 * i);
      }
      int type = info & 0xf;
      if (section != 0 && (type == STT_FUNC || type == STT_GNU_IFUNC)) {
        long size = is64 ? bytes.u64(at + 16) : bytes.u32(at + 8);
        long value = is64 ? bytes.bits64(at + 8) : bytes.u32(at + 4);
        code.symbol(new CodeSymbol(bytes.text(names + bytes.u32(at)), section, value & addressMask, size,
            info >> 4 == STB_LOCAL));
      }
    }
  }

  private long header(int section) {
    return sectionsAt + (long) section * sectionWidth;
  }

  private long sectionOffset(int section) throws ObjectFormatException {
    return word(header(section) + (is64 ? 24 : 16));
  }

  private long sectionSize(int section) throws ObjectFormatException {
    return word(header(section) + (is64 ? 32 : 20));
  }

  private long word(long at) throws ObjectFormatException {
    return is64 ? bytes.u64(at) : bytes.u32(at);
  }
}
