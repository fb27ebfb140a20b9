package dev.assay.object;

/**
 * A function's symbol.
 *
 * @param name the symbol as IR names it: without the prefix that the format's C mangling adds
 * @param section index of its section in the object; symbols of the same section and offset are one function
 * @param offset where it begins in its section, in bytes
 * @param bytes its size: what {@code nm -S} prints where the format records sizes, else the distance to the next
 *     symbol or to the section's end
 * @param isLocal whether other objects cannot see it
 */
public record CodeSymbol(String name, int section, long offset, long bytes, boolean isLocal) {
  /** Whether another symbol names the same code. */
  public boolean isSameCode(CodeSymbol other) {
    return section == other.section && offset == other.offset;
  }
}
