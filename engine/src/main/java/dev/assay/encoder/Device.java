package dev.assay.encoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the encoder is to run on. */
public enum Device {
  /** An NVIDIA GPU where one can be had, else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** An NVIDIA GPU, or nothing. */
  CUDA;

  /** The environment variable that sets it where nothing else does. */
  public static final String VARIABLE = "ASSAY_DEVICE";

  /** As users write it: {@code auto}, {@code cpu} or {@code cuda}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The device that a user calls so, in either case. */
  public static Optional<Device> labelled(String label) {
    return Arrays.stream(values()).filter(device -> device.label().equalsIgnoreCase(label.strip())).findFirst();
  }

  /**
   * What the environment asks for; {@link #AUTO} where it says nothing.
   *
   * @throws IllegalArgumentException with a sentence, when {@code ASSAY_DEVICE} names no device
   */
  public static Device of(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "");
    return value.isBlank() ? AUTO : labelled(value).orElseThrow(
        () -> new IllegalArgumentException(VARIABLE + " has to be auto, cpu or cuda, not '" + value + "'"));
  }
}
