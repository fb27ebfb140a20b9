package dev.assay.tune;

import dev.assay.machine.MachineCode;
import dev.assay.object.ObjectCode;
import java.util.Optional;

/** An object file, and how it was made. Immutable. */
public final class TunedObject {
  private final Way way;
  private final byte[] bytes;
  private final ObjectCode code;
  private final Optional<MachineCode> instructions;

  TunedObject(Way way, byte[] bytes, ObjectCode code, Optional<MachineCode> instructions) {
    this.way = way;
    this.bytes = bytes;
    this.code = code;
    this.instructions = instructions;
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

  /** Its instructions; empty unless the objective counts them. */
  public Optional<MachineCode> instructions() {
    return instructions;
  }

  @Override
  public String toString() {
    return way.label() + ": " + code.bytes() + " bytes of code";
  }
}
