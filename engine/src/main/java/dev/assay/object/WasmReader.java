package dev.assay.object;

import java.util.ArrayList;
import java.util.List;

/**
 * WebAssembly objects. Source: the core specification's "Modules" and the tool conventions' "Linking".
 *
 * <p>A function's bytes are its body in the code section, locals included, without the size in front of it, as in
 * llvm-readobj.
 */
final class WasmReader {
  private static final int CUSTOM = 0;
  private static final int IMPORT = 2;
  private static final int CODE = 10;
  private static final int DATA = 11;
  private static final int SYMBOL_TABLE = 8;
  private static final int KIND_FUNCTION = 0;
  private static final int UNDEFINED = 0x10;
  private static final int EXPLICIT_NAME = 0x40;
  private static final int LOCAL = 0x02;

  private record Body(long offset, long bytes) {}

  private final ObjectBytes bytes;
  private final CodeSections code = new CodeSections("WebAssembly");
  private final List<Body> bodies = new ArrayList<>();
  private long importedFunctions;
  private long at;

  private WasmReader(ObjectBytes bytes) {
    this.bytes = bytes;
  }

  static ObjectCode read(ObjectBytes bytes) throws ObjectFormatException {
    return new WasmReader(bytes).read();
  }

  private ObjectCode read() throws ObjectFormatException {
    at = 8;
    for (int index = 0; at < bytes.length(); index++) {
      int id = bytes.u8(at++);
      long size = number();
      long end = at + size;
      if (size > bytes.length() - at) {
        throw new ObjectFormatException("the object file is cut off");
      }
      if (id == CODE || id == DATA) {
        code.loaded(size);
      }
      if (id == IMPORT) {
        imports();
      } else if (id == CODE) {
        bodies(index);
      } else if (id == CUSTOM && name().equals("linking")) {
        linking(end);
      }
      at = end;
    }
    return code.sized();
  }

  private void imports() throws ObjectFormatException {
    long count = number();
    for (long i = 0; i < count; i++) {
      name();
      name();
      int kind = bytes.u8(at++);
      switch (kind) {
        case 0 -> { // a function's type
          number();
          importedFunctions++;
        }
        case 1 -> { // a table
          at++;
          limits();
        }
        case 2 -> limits(); // a memory
        case 3 -> at += 2; // a global
        default -> { // a tag
          at++;
          number();
        }
      }
    }
  }

  private void limits() throws ObjectFormatException {
    int flags = bytes.u8(at++);
    number();
    if ((flags & 1) != 0) {
      number();
    }
  }

  private void bodies(int section) throws ObjectFormatException {
    long count = number();
    long total = 0;
    for (long i = 0; i < count; i++) {
      long size = number();
      bodies.add(new Body(at, size));
      at += size;
      total += size;
    }
    code.section(section, total);
  }

  private void linking(long end) throws ObjectFormatException {
    number(); // the version
    while (at < end) {
      int kind = bytes.u8(at++);
      long size = number();
      long next = at + size;
      if (kind == SYMBOL_TABLE) {
        symbols();
      }
      at = next;
    }
  }

  private void symbols() throws ObjectFormatException {
    long count = number();
    for (long i = 0; i < count; i++) {
      int kind = bytes.u8(at++);
      long flags = number();
      if (kind == 1) { // data
        name();
        if ((flags & UNDEFINED) == 0) {
          number();
          number();
          number();
        }
        continue;
      }
      long element = number();
      boolean isNamed = kind != 3 && ((flags & UNDEFINED) == 0 || (flags & EXPLICIT_NAME) != 0);
      String name = isNamed ? name() : "";
      if (kind == KIND_FUNCTION && (flags & UNDEFINED) == 0) {
        long body = element - importedFunctions;
        if (body < 0 || body >= bodies.size()) {
          throw new ObjectFormatException("the object file names a function that it does not have");
        }
        Body found = bodies.get((int) body);
        code.symbol(new CodeSymbol(name, 0, found.offset, found.bytes, (flags & LOCAL) != 0));
      }
    }
  }

  private String name() throws ObjectFormatException {
    long length = number();
    if (length > bytes.length()) {
      throw new ObjectFormatException("the object file is cut off");
    }
    String name = bytes.text(at, (int) length);
    at += length;
    return name;
  }

  /** An unsigned number in LEB128. */
  private long number() throws ObjectFormatException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int part = bytes.u8(at++);
      value |= (long) (part & 0x7f) << shift;
      if ((part & 0x80) == 0) {
        return value;
      }
    }
    throw new ObjectFormatException("the object file has a number that is too long");
  }
}
