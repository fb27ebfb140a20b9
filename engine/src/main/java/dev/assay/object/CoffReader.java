package dev.assay.object;

/** COFF as Windows has it, plain and with many sections ("bigobj"). Source: Microsoft's PE format, "COFF". */
final class CoffReader {
  private static final int I386 = 0x14c;
  private static final long CONTAINS_CODE = 0x20;
  private static final long INITIALISED = 0x40;
  private static final long NOT_LOADED = 0x800;
  private static final long DISCARDABLE = 0x02000000L;
  private static final long EXECUTABLE = 0x20000000L;
  private static final int FUNCTION = 0x20;
  private static final int CLASS_EXTERNAL = 2;
  private static final int CLASS_STATIC = 3;
  private static final int CLASS_WEAK = 105;

  private CoffReader() {}

  static boolean isCoff(ObjectBytes bytes) throws ObjectFormatException {
    if (bytes.length() < 20) {
      return false;
    }
    int machine = bytes.u16(0);
    return isBig(bytes) || machine == 0x8664 || machine == I386 || machine == 0xaa64 || machine == 0x1c4
        || machine == 0x1c0 || machine == 0x1c2;
  }

  private static boolean isBig(ObjectBytes bytes) throws ObjectFormatException {
    return bytes.length() >= 56 && bytes.u16(0) == 0 && bytes.u16(2) == 0xffff && bytes.u16(4) >= 2;
  }

  static ObjectCode read(ObjectBytes bytes) throws ObjectFormatException {
    boolean isBig = isBig(bytes);
    int machine = bytes.u16(isBig ? 6 : 0);
    long sections = isBig ? bytes.u32(44) : bytes.u16(2);
    long symbolsAt = bytes.u32(isBig ? 48 : 8);
    long symbolCount = bytes.u32(isBig ? 52 : 12);
    int width = isBig ? 20 : 18;
    long strings = symbolsAt + symbolCount * width;
    CodeSections code = new CodeSections("COFF");
    for (int i = 0; i < sections; i++) {
      long header = (isBig ? 56 : 20L + bytes.u16(16)) + i * 40L;
      long flags = bytes.u32(header + 36);
      if ((flags & (CONTAINS_CODE | EXECUTABLE)) != 0) {
        code.section(i + 1, bytes.u32(header + 16));
      }
      if ((flags & (CONTAINS_CODE | EXECUTABLE | INITIALISED)) != 0 && (flags & (NOT_LOADED | DISCARDABLE)) == 0) {
        code.loaded(bytes.u32(header + 16));
      }
    }
    for (long i = 0; i < symbolCount; i++) {
      long at = symbolsAt + i * width;
      int section = isBig ? (int) bytes.u32(at + 12) : bytes.u16(at + 12);
      int type = bytes.u16(at + (isBig ? 16 : 14));
      int storage = bytes.u8(at + (isBig ? 18 : 16));
      if (code.isCode(section) && type == FUNCTION
          && (storage == CLASS_EXTERNAL || storage == CLASS_STATIC || storage == CLASS_WEAK)) {
        String name = bytes.u32(at) == 0 ? bytes.text(strings + bytes.u32(at + 4)) : bytes.text(at, 8);
        code.symbol(new CodeSymbol(machine == I386 && name.startsWith("_") ? name.substring(1) : name, section,
            bytes.u32(at + 8), 0, storage == CLASS_STATIC));
      }
      i += bytes.u8(at + (isBig ? 19 : 17)); // auxiliary records
    }
    return code.upToTheNext();
  }
}
