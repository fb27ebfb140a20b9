package dev.assay.tune;

/** How much of a library is tried on each file. */
public enum Effort {
  /** The first entries alone: a sixth of the time, for four fifths of what all save (docs/cc.md). */
  QUICK,
  /** All entries; then options are mixed, and functions get passes and attributes of their own. */
  FULL;

  private static final int FIRST = 4;

  /** The part of a library that is tried. */
  Library of(Library library) {
    return this == FULL ? library
        : new Library(library.entries().subList(0, Math.min(FIRST, library.entries().size())));
  }
}
