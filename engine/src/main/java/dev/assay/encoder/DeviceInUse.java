package dev.assay.encoder;

/**
 * What an encoder runs on.
 *
 * @param name {@code CPU} or {@code CUDA}
 * @param reason why, as the rest of a sentence that begins with the name, for example {@code as asked}
 */
public record DeviceInUse(String name, String reason) {
  /** For example {@code CPU, as asked}. */
  @Override
  public String toString() {
    return name + ", " + reason;
  }
}
