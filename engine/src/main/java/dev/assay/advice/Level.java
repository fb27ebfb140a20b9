package dev.assay.advice;

import dev.assay.wire.Request.SizeAttributes;
import java.util.Optional;

/** Clang's optimisation levels. */
public enum Level {
  /** No optimisation. */
  O0("-O0", "default<O0>", SizeAttributes.NONE),
  /** Little. */
  O1("-O1", "default<O1>", SizeAttributes.NONE),
  /** The usual release level. */
  O2("-O2", "default<O2>", SizeAttributes.NONE),
  /** Everything for speed. */
  O3("-O3", "default<O3>", SizeAttributes.NONE),
  /** For size, with an eye on speed. */
  OS("-Os", "default<Os>", SizeAttributes.OPTSIZE),
  /** For size alone. */
  OZ("-Oz", "default<Oz>", SizeAttributes.MINSIZE);

  private final String flag;
  private final String pipeline;
  private final SizeAttributes size;

  Level(String flag, String pipeline, SizeAttributes size) {
    this.flag = flag;
    this.pipeline = pipeline;
    this.size = size;
  }

  /** As clang's flag, for example {@code -O2}. */
  public String flag() {
    return flag;
  }

  /** As a pipeline, for example {@code default<O2>}. */
  public String pipeline() {
    return pipeline;
  }

  SizeAttributes size() {
    return size;
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
