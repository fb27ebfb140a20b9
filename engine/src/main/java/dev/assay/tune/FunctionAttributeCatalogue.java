package dev.assay.tune;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes that a library may give functions. None of them changes what a function does: a flag of clang's, or a
 * line of its source, says the same.
 *
 * <p>A bundle is not trusted: an attribute could take away what protects a program. So there are none but these.
 */
public final class FunctionAttributeCatalogue {
  private static final Set<String> KNOWN = Set.of( //
      "frame-pointer=all", // -fno-omit-frame-pointer: on x86 a byte less for each access to the frame
      "no-jump-tables=true", // -fno-jump-tables
      "tune-cpu=znver4", // -mtune: which instructions are fast, not which there are
      "clobbers=rbp", "clobbers=rbx"); // __asm__("" ::: "rbx"): the register is saved, as if assembly overwrote it

  private FunctionAttributeCatalogue() {}

  /** The first that is none of them. */
  public static Optional<String> unknown(List<String> attributes) {
    return attributes.stream().filter(attribute -> !KNOWN.contains(attribute)).findFirst();
  }
}
