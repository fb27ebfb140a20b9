package dev.assay.object;

/** The code in ELF objects. */
final class ElfReader {
  private static final int EM_ARM = 40;
  private static final int EM_MIPS = 8;

  private ElfReader() {}

  static ObjectCode read(ElfFile file) {
    CodeSections code = new CodeSections("ELF");
    for (int i = 0; i < file.sections().size(); i++) {
      ElfFile.Section section = file.sections().get(i);
      if (section.isExecutable() && section.isInFile()) {
        code.section(i, section.size());
      }
      if (section.isAllocated() && section.isInFile()) {
        code.loaded(section.size());
      }
    }
    // With microMIPS and Thumb, the lowest bit of an address says which instruction set is meant.
    long addressMask = file.machine() == EM_ARM || file.machine() == EM_MIPS ? ~1L : ~0L;
    for (ElfFile.Symbol symbol : file.symbols()) {
      if (symbol.isDefined() && symbol.isFunction()) {
        code.symbol(new CodeSymbol(symbol.name(), symbol.section(), symbol.value() & addressMask, symbol.size(),
            symbol.isLocal()));
      }
    }
    return code.sized();
  }
}
