package dev.assay.train.corpus;

import java.util.List;

/**
 * In which state a unit comes to the optimiser. On unoptimised code alone one pass, {@code sroa}, is nearly always the
 * best; what people ask about is about half the time optimised already.
 */
public enum Flavour {
  /** What the optimiser is given at -O1 and above. */
  GIVEN("-O1", "-Xclang", "-disable-llvm-passes"),
  /** Plain -O0, but for {@code optnone}. */
  O0("-O0", "-Xclang", "-disable-O0-optnone"),
  /** Optimised already, lightly. */
  O1("-O1"),
  /** Optimised already. */
  O2("-O2"),
  /** Optimised already, for speed above all. */
  O3("-O3"),
  /** Optimised already, for size. */
  OS("-Os"),
  /** Optimised already, for size above all. */
  OZ("-Oz");

  /** The flavours of code that has been optimised already. */
  public static final List<Flavour> OPTIMISED = List.of(O1, O2, O3, OS, OZ);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> flags;

  Flavour(String... flags) {
    this.flags = List.of(flags);
  }

  /** The flags that clang is given for it. */
  public List<String> flags() {
    return flags;
  }
}
