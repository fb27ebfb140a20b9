package dev.assay.object;

import java.nio.ByteOrder;

/** XCOFF, 32 and 64 bits, as AIX has it. Source: IBM's "XCOFF Object File Format". */
final class XcoffReader {
  private static final int STYP_TEXT = 0x20;
  private static final int STYP_DATA = 0x40;
  private static final int SYMBOL_WIDTH = 18;
  private static final int C_EXT = 2;
  private static final int C_HIDEXT = 107;
  private static final int C_WEAKEXT = 111;
  private static final int XTY_SD = 1;
  private static final int XTY_LD = 2;
  private static final int XMC_PR = 0;

  private XcoffReader() {}

  static ObjectCode read(ObjectBytes bytes) throws ObjectFormatException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    boolean is64 = bytes.u8(1) == 0xf7;
    CodeSections code = new CodeSections("XCOFF");
    int sections = bytes.u16(2);
    long symbolsAt = is64 ? bytes.u64(8) : bytes.u32(8);
    long symbolCount = bytes.u32(is64 ? 20 : 12);
    long header = (is64 ? 24L : 20L) + bytes.u16(16);
    for (int i = 0; i < sections; i++, header += is64 ? 72 : 40) {
      long type = bytes.u32(header + (is64 ? 64 : 36));
      long size = is64 ? bytes.u64(header + 24) : bytes.u32(header + 16);
      if ((type & (STYP_TEXT | STYP_DATA)) != 0) {
        code.loaded(size);
      }
      if ((type & STYP_TEXT) != 0) {
        code.section(i + 1, size);
        code.base(i + 1, is64 ? bytes.u64(header + 8) : bytes.u32(header + 8));
      }
    }
    long strings = symbolsAt + symbolCount * SYMBOL_WIDTH;
    for (long i = 0; i < symbolCount; i++) {
      long at = symbolsAt + i * SYMBOL_WIDTH;
      int section = bytes.u16(at + 12);
      int storage = bytes.u8(at + 16);
      int auxiliaries = bytes.u8(at + 17);
      boolean isLinked = storage == C_EXT || storage == C_HIDEXT || storage == C_WEAKEXT;
      if (isLinked && auxiliaries > 0 && code.isCode(section)) {
        long csect = at + (long) auxiliaries * SYMBOL_WIDTH;
        int type = bytes.u8(csect + 10) & 7;
        String name = is64 ? bytes.text(strings + bytes.u32(at + 8))
            : bytes.u32(at) == 0 ? bytes.text(strings + bytes.u32(at + 4)) : bytes.text(at, 8);
        boolean isFunction = type == XTY_LD || type == XTY_SD && !name.isEmpty();
        if (isFunction && bytes.u8(csect + 11) == XMC_PR) {
          long value = is64 ? bytes.u64(at) : bytes.u32(at + 8);
          code.symbol(new CodeSymbol(name.startsWith(".") ? name.substring(1) : name, section,
              value - code.base(section), 0, storage == C_HIDEXT));
        }
      }
      i += auxiliaries;
    }
    return code.upToTheNext();
  }
}
