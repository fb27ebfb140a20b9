package dev.assay.tune;

import java.util.Set;

/** What a {@link Library} has of one kind or another: tried on its own, and trusted as far as that went. */
public sealed interface LibraryItem permits LibraryEntry, OptionPool, FunctionPipeline {
  /** Unique in its library. */
  String id();

  /** The families of machines that it is meant for, as {@link Library#family} names them; none: any. */
  Set<String> targets();

  /** On how many programs it was tried. */
  Vetting vetting();

  /** Whether it is meant for a family of machines. */
  default boolean isFor(String family) {
    return targets().isEmpty() || targets().contains(family);
  }
}
