package dev.assay.tune;

import dev.assay.object.ObjectCode;

/** An object file, and how it was made. Immutable. */
public final class TunedObject {
  private final Way way;
  private final byte[] bytes;
  private final ObjectCode code;

  TunedObject(Way way, byte[] bytes, ObjectCode code) {
    this.way = way;
    this.bytes = bytes;
    this.code = code;
  }

  /** How it was made. */
  public Way way() {
    return way;
  }

  /** The file's bytes; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What is in it. */
  public ObjectCode code() {
    return code;
  }

  @Override
  public String toString() {
    return way.label() + ": " + code.bytes() + " bytes of code";
  }
}
