package dev.assay.build;

import java.util.Optional;

/** Clang's optimisation levels. */
public enum Level {
  /** No optimisation. */
  O0("-O0", "default<O0>"),
  /** Little. */
  O1("-O1", "default<O1>"),
  /** The usual release level. */
  O2("-O2", "default<O2>"),
  /** Everything for speed. */
  O3("-O3", "default<O3>"),
  /** For size, with an eye on speed. */
  OS("-Os", "default<Os>"),
  /** For size alone. */
  OZ("-Oz", "default<Oz>");

  private final String flag;
  private final String pipeline;

  Level(String flag, String pipeline) {
    this.flag = flag;
    this.pipeline = pipeline;
  }

  /** As clang's flag, for example {@code -O2}. */
  public String flag() {
    return flag;
  }

  /** As a pipeline, for example {@code default<O2>}. */
  public String pipeline() {
    return pipeline;
  }

  /** How hard the code generator works at this level, from 0 to 3: at -Os and -Oz as at -O2. */
  public int codeLevel() {
    return switch (this) {
      case O0 -> 0;
      case O1 -> 1;
      case O2, OS, OZ -> 2;
      case O3 -> 3;
    };
  }

  /** The level that a compiler flag asks for, as clang reads it; empty when it is none. */
  public static Optional<Level> ofFlag(String flag) {
    return switch (flag) {
      case "-O0" -> Optional.of(O0);
      case "-O", "-O1", "-Og" -> Optional.of(O1);
      case "-O2" -> Optional.of(O2);
      case "-O3", "-O4", "-Ofast" -> Optional.of(O3);
      case "-Os" -> Optional.of(OS);
      case "-Oz" -> Optional.of(OZ);
      default -> Optional.empty();
    };
  }
}
