package dev.assay.tune;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes that a library may give functions. None of them changes what a function does: a flag of clang's, or a
 * line of its source, says the same.
 *
 * <p>A bundle is not trusted: an attribute could take away what protects a program. So there are none but these.
 */
public final class FunctionAttributeCatalogue {
  /** Each with clang's option that says the same of a whole file; empty where there is none. */
  private static final Map<String, String> OPTIONS = Map.of( //
      "frame-pointer=all", "-fno-omit-frame-pointer", // on x86 a byte less for each access to the frame
      "no-jump-tables=true", "-fno-jump-tables", //
      "tune-cpu=znver4", "-mtune=znver4", // which instructions are fast, not which there are
      "clobbers=rbp", "", // __asm__("" ::: "rbp"): the register is saved, as if assembly overwrote it
      "clobbers=rbx", "");

  private FunctionAttributeCatalogue() {}

  /** The first that is none of them. */
  public static Optional<String> unknown(List<String> attributes) {
    return attributes.stream().filter(attribute -> !OPTIONS.containsKey(attribute)).findFirst();
  }

  /**
   * What says the same of all functions of a file.
   *
   * @param attribute one of these
   * @return clang's option; empty where it has none
   */
  public static Optional<String> option(String attribute) {
    return Optional.ofNullable(OPTIONS.get(attribute)).filter(option -> !option.isEmpty());
  }
}
