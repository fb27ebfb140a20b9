package dev.assay.tune;

import java.util.Set;

/** A part of a library that is meant for some machines. */
interface Targeted {
  /** The families of machines that it is meant for, as {@link Library#family} names them; none: any. */
  Set<String> targets();

  /** Whether it is meant for a family of machines. */
  default boolean isFor(String family) {
    return targets().isEmpty() || targets().contains(family);
  }
}
