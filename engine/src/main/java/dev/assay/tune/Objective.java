package dev.assay.tune;

import dev.assay.object.ObjectCode;

/** What a file is made small in. */
public enum Objective {
  /** Bytes of code: all executable sections. */
  TEXT("bytes of code"),
  /** Bytes that are loaded: code, read-only data, unwind tables and initialised data. */
  LOADED("bytes loaded"),
  /** Machine instructions: those of all executable sections, without what fills the room between functions. */
  INSTRUCTIONS("instructions");

  private final String words;

  Objective(String words) {
    this.words = words;
  }

  /** What is counted, as the end of a sentence about a number. */
  public String words() {
    return words;
  }

  /** How large an object is by it, in bytes or instructions. */
  public long of(TunedObject object) {
    return this == INSTRUCTIONS
        ? object.instructions().orElseThrow(() -> new IllegalStateException("nobody counted the instructions")).count()
        : of(object.code());
  }

  /**
   * How large an object is by it, in bytes.
   *
   * @throws IllegalArgumentException when it is not counted in bytes
   */
  public long of(ObjectCode code) {
    return switch (this) {
      case TEXT -> code.bytes();
      case LOADED -> code.loadedBytes();
      case INSTRUCTIONS -> throw new IllegalArgumentException("sections do not say how many instructions they have");
    };
  }
}
