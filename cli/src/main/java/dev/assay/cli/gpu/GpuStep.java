package dev.assay.cli.gpu;

import java.util.Optional;

/**
 * One thing that a GPU needs.
 *
 * @param name what it is, for example {@code driver}
 * @param found what is there, or what is not
 * @param remedy what to do; nothing, if the step is fine
 */
record GpuStep(String name, String found, Optional<String> remedy) {
  static GpuStep fine(String name, String found) {
    return new GpuStep(name, found, Optional.empty());
  }

  static GpuStep missing(String name, String found, String remedy) {
    return new GpuStep(name, found, Optional.of(remedy));
  }

  boolean isFine() {
    return remedy.isEmpty();
  }
}
