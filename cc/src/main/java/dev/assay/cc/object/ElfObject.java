package dev.assay.cc.object;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a linker takes out of a relocatable ELF object. Source: the System V ABI.
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
 */
public record ElfObject(String machine, long code, long readOnly, long data, Set<String> defined, Set<String> weak,
    Set<String> undefined, List<Function> functions, boolean hasStackNote, Set<String> unwindSections) {
  private static final String STACK_NOTE = ".note.GNU-stack";
  private static final int RELOCATABLE = 1;
  private static final int INACTIVE = 0;
  private static final int SYMBOL_TABLE = 2;
  private static final int NO_BITS = 8;
  private static final int FUNCTION = 2;
  private static final int INDIRECT_FUNCTION = 10;

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
    if (bytes.length < 52 || bytes[0] != 0x7f || bytes[1] != 'E' || bytes[2] != 'L' || bytes[3] != 'F') {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new Reader(bytes).read());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      return Optional.empty();
    }
  }

  /** The same object without the section that says that it needs no executable stack, which has nothing in it. */
  public static byte[] withoutStackNote(byte[] bytes) {
    byte[] changed = bytes.clone();
    Reader reader = new Reader(changed);
    for (long i = 0; i < reader.sectionCount; i++) {
      if (reader.name(i).equals(STACK_NOTE)) {
        reader.buffer.putInt(reader.index(reader.header(i) + 4), INACTIVE);
      }
    }
    return changed;
  }

  /** Reads fields where they are. */
  private static final class Reader {
    private final ByteBuffer buffer;
    private final boolean is64;
    private final long sectionsAt;
    private final int sectionWidth;
    private long sectionCount;
    private long code;
    private long readOnly;
    private long data;
    private boolean hasStackNote;
    private final Set<String> defined = new TreeSet<>();
    private final Set<String> weak = new TreeSet<>();
    private final Set<String> undefined = new TreeSet<>();
    private final Set<String> unwind = new TreeSet<>();
    private final List<Function> functions = new ArrayList<>();

    Reader(byte[] bytes) {
      this.buffer = ByteBuffer.wrap(bytes);
      this.is64 = bytes[4] == 2;
      buffer.order(bytes[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      this.sectionsAt = word(is64 ? 40 : 32);
      this.sectionWidth = u16(is64 ? 58 : 46);
      this.sectionCount = u16(is64 ? 60 : 48);
      if (sectionCount == 0 && sectionsAt != 0) { // more than fit into the header's field
        sectionCount = sectionSize(0);
      }
    }

    ElfObject read() {
      if (u16(16) != RELOCATABLE) {
        return null;
      }
      for (long i = 0; i < sectionCount; i++) {
        section(i, name(i));
      }
      String machine = "class " + buffer.get(4) + ", order " + buffer.get(5) + ", machine " + u16(18) + ", flags "
          + Long.toHexString(u32(is64 ? 48 : 36));
      return new ElfObject(machine, code, readOnly, data, Set.copyOf(defined), Set.copyOf(weak), Set.copyOf(undefined),
          List.copyOf(functions), hasStackNote, Set.copyOf(unwind));
    }

    private String name(long section) {
      long names = u16(is64 ? 62 : 50);
      long namesAt = sectionOffset(names == 0xffff ? u32(header(0) + (is64 ? 40 : 24)) : names);
      return text(namesAt + u32(header(section)));
    }

    private void section(long index, String name) {
      long type = u32(header(index) + 4);
      hasStackNote |= type != INACTIVE && name.equals(STACK_NOTE);
      long flags = word(header(index) + 8);
      long size = sectionSize(index);
      if ((flags & 2) != 0 && type != NO_BITS) {
        if ((flags & 4) != 0) {
          code += size;
        } else if ((flags & 1) != 0) {
          data += size;
        } else {
          readOnly += size;
        }
        if (size > 0 && (name.startsWith(".eh_frame") || name.startsWith(".ARM.exidx"))) {
          unwind.add(name.startsWith(".eh_frame") ? ".eh_frame" : ".ARM.exidx");
        }
      }
      if (type == SYMBOL_TABLE) {
        symbols(index);
      }
    }

    private void symbols(long table) {
      int width = is64 ? 24 : 16;
      long names = sectionOffset(u32(header(table) + (is64 ? 40 : 24)));
      long start = sectionOffset(table);
      for (long i = 1; i < sectionSize(table) / width; i++) {
        long at = start + i * width;
        int info = buffer.get((int) (at + (is64 ? 4 : 12))) & 0xff;
        int section = u16(at + (is64 ? 6 : 14));
        String name = text(names + u32(at));
        int type = info & 0xf;
        int binding = info >> 4;
        if (section != 0 && (type == FUNCTION || type == INDIRECT_FUNCTION)) {
          functions.add(new Function(name, word(at + (is64 ? 16 : 8))));
        }
        if (binding == 0 || name.isEmpty()) {
          continue;
        }
        if (section == 0) {
          undefined.add(name);
        } else if (binding == 1) {
          defined.add(name);
        } else {
          weak.add(name);
        }
      }
    }

    private long header(long section) {
      return sectionsAt + section * sectionWidth;
    }

    private long sectionOffset(long section) {
      return word(header(section) + (is64 ? 24 : 16));
    }

    private long sectionSize(long section) {
      return word(header(section) + (is64 ? 32 : 20));
    }

    private int u16(long at) {
      return buffer.getShort(index(at)) & 0xffff;
    }

    private long u32(long at) {
      return buffer.getInt(index(at)) & 0xffffffffL;
    }

    private long word(long at) {
      return is64 ? buffer.getLong(index(at)) : u32(at);
    }

    private int index(long at) {
      if (at < 0 || at > buffer.limit()) {
        throw new IndexOutOfBoundsException();
      }
      return (int) at;
    }

    private String text(long at) {
      int start = index(at);
      int end = start;
      while (buffer.get(end) != 0) {
        end++;
      }
      return new String(buffer.array(), start, end - start, StandardCharsets.UTF_8);
    }
  }
}
