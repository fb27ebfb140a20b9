package dev.assay.cc.object;

import dev.assay.object.ElfFile;
import dev.assay.object.ObjectFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a linker takes out of a relocatable ELF object.
 *
 * @param machine class, byte order, machine and flags of the file, as one value that has to agree
 * @param code bytes in executable sections
 * @param readOnly bytes in sections that are loaded and neither executable nor writable: constants, unwind tables
 * @param data bytes in initialised sections that can be written
 * @param defined symbols that other objects see and that may be defined once only
 * @param weak symbols that others see and that may be defined more than once
 * @param undefined symbols that are looked for elsewhere
 * @param functions functions with a size, by section and offset
 * @param hasStackNote whether it says, as a section, that it needs no executable stack: a linker warns of objects that
 *     do not say so as soon as one does
 * @param unwindSections the names of its sections for unwinding, {@code .eh_frame} for example
 * @param direct symbols of elsewhere that code for x86-64 takes to be in the same program: their distance is part of
 *     an instruction. A linker copies a variable of a shared library for it, unless the library says that it must not
 * @param indirect those that it reaches through the global offset table alone
 */
public record ElfObject(String machine, long code, long readOnly, long data, Set<String> defined, Set<String> weak,
    Set<String> undefined, List<Function> functions, boolean hasStackNote, Set<String> unwindSections,
    Set<String> direct, Set<String> indirect) {
  private static final String STACK_NOTE = ".note.GNU-stack";
  private static final List<String> UNWIND = List.of(".eh_frame", ".ARM.exidx");
  private static final int X86_64 = 62;
  /** R_X86_64_PC32, 32 and 32S, by the processor's supplement to the System V ABI. */
  private static final Set<Long> OF_DISTANCE = Set.of(2L, 10L, 11L);
  /** R_X86_64_GOTPCREL, GOTPCRELX, REX_GOTPCRELX. */
  private static final Set<Long> OF_TABLE = Set.of(9L, 41L, 42L);

  /**
   * A function with code of its own.
   *
   * @param name its symbol
   * @param bytes its size
   */
  public record Function(String name, long bytes) {}

  /** All that is loaded and not zeros: code, constants, unwind tables, data. */
  public long loaded() {
    return code + readOnly + data;
  }

  /** What an object holds; empty for another format, or for one that is cut off. */
  public static Optional<ElfObject> read(byte[] bytes) {
    try {
      ElfFile file = ElfFile.read(bytes);
      return file.type() == ElfFile.RELOCATABLE ? Optional.of(of(file)) : Optional.empty();
    } catch (ObjectFormatException e) {
      return Optional.empty();
    }
  }

  /** The same object without the section that says that it needs no executable stack, which has nothing in it. */
  public static byte[] withoutStackNote(byte[] bytes) {
    byte[] changed = bytes.clone();
    try {
      for (ElfFile.Section section : ElfFile.read(bytes).sections()) {
        if (section.name().equals(STACK_NOTE)) {
          int type = (int) section.header() + 4;
          Arrays.fill(changed, type, type + 4, (byte) 0); // inactive
        }
      }
    } catch (ObjectFormatException e) {
      throw new IllegalArgumentException(e);
    }
    return changed;
  }

  private static ElfObject of(ElfFile file) {
    long code = 0;
    long readOnly = 0;
    long data = 0;
    boolean hasStackNote = false;
    Set<String> unwind = new TreeSet<>();
    for (ElfFile.Section section : file.sections()) {
      hasStackNote |= section.type() != 0 && section.name().equals(STACK_NOTE);
      if (!section.isAllocated() || !section.isInFile()) {
        continue;
      }
      if (section.isExecutable()) {
        code += section.size();
      } else if (section.isWritable()) {
        data += section.size();
      } else {
        readOnly += section.size();
      }
      UNWIND.stream().filter(name -> section.size() > 0 && section.name().startsWith(name)).forEach(unwind::add);
    }
    Set<String> defined = new TreeSet<>();
    Set<String> weak = new TreeSet<>();
    Set<String> undefined = new TreeSet<>();
    List<Function> functions = new ArrayList<>();
    for (ElfFile.Symbol symbol : file.symbols()) {
      if (symbol.isDefined() && symbol.isFunction()) {
        functions.add(new Function(symbol.name(), symbol.size()));
      }
      if (!symbol.isLocal() && !symbol.name().isEmpty()) {
        (!symbol.isDefined() ? undefined : symbol.isWeak() ? weak : defined).add(symbol.name());
      }
    }
    String machine = "class " + (file.is64() ? 64 : 32) + ", " + file.order() + ", machine " + file.machine()
        + ", flags " + Long.toHexString(file.flags());
    Set<String> direct = elsewhere(file, OF_DISTANCE);
    Set<String> indirect = elsewhere(file, OF_TABLE);
    indirect.removeAll(direct);
    return new ElfObject(machine, code, readOnly, data, Set.copyOf(defined), Set.copyOf(weak), Set.copyOf(undefined),
        List.copyOf(functions), hasStackNote, Set.copyOf(unwind), Set.copyOf(direct), Set.copyOf(indirect));
  }

  /** The symbols of elsewhere that code for x86-64 reaches by some types of relocations. */
  private static Set<String> elsewhere(ElfFile file, Set<Long> types) {
    return file.machine() != X86_64 ? new TreeSet<>()
        : file.relocations().stream()
            .filter(relocation -> types.contains(relocation.type()) && !relocation.symbol().isDefined())
            .map(relocation -> relocation.symbol().name()).collect(Collectors.toCollection(TreeSet::new));
  }
}
