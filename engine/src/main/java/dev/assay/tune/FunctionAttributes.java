package dev.assay.tune;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of LLVM that a library may give functions. None of them changes what a function does: a flag of
 * clang's says each of them for a whole file.
 *
 * <p>A bundle is not trusted: an attribute could take away what protects a program. So there are none but these.
 */
public final class FunctionAttributes {
  private static final Set<String> KNOWN = Set.of( //
      "frame-pointer=all", // -fno-omit-frame-pointer: on x86 a byte less for each access to the frame
      "no-jump-tables=true", // -fno-jump-tables
      "tune-cpu=znver4", "tune-cpu=nocona"); // -mtune: which instructions are fast, not which there are

  private FunctionAttributes() {}

  /** The first that is none of them. */
  public static Optional<String> unknown(List<String> attributes) {
    return attributes.stream().filter(attribute -> !KNOWN.contains(attribute)).findFirst();
  }
}
