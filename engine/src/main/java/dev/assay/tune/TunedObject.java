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

  /**
   * Why nobody should take this object, whatever it saves, in place of a file's own; a sentence without its beginning.
   * Clang's own levels may well do without a function that nothing can return from.
   */
  Optional<String> objection(TunedObject own) {
    return way instanceof Way.AtLevel ? Optional.empty() : objection(code, own.code);
  }

  /** Why code should not be taken in place of what clang's options alone leave of the same source. */
  static Optional<String> objection(ObjectCode code, ObjectCode plain) {
    return code.emptied(plain).map(name -> "leaves nothing of " + name + ", as only a miscompilation does");
  }

  @Override
  public String toString() {
    return way.label() + ": " + code.bytes() + " bytes of code";
  }
}
