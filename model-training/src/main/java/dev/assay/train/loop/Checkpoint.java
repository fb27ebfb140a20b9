package dev.assay.train.loop;

import dev.assay.train.tensor.Safetensors;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A training as it stands: weights, moments, and how many steps it has done. Written whole or not at all.
 *
 * @param tensors all numbers
 * @param step how many steps are done
 */
public record Checkpoint(Map<String, Tensor> tensors, long step) {
  /** The checkpoint in a file, if there is one; one of other settings is refused. */
  public static Optional<Checkpoint> read(Path file, String settings) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors.Content content = Safetensors.read(file);
    String known = content.metadata().getOrDefault("settings", "");
    if (!known.equals(settings)) {
      throw new IOException(file + " is of a training with other settings (" + known + "); delete it to train anew");
    }
    return Optional.of(new Checkpoint(content.tensors(), Long.parseLong(content.metadata().get("step"))));
  }

  /** Writes it, whole or not at all. */
  public void write(Path file, String settings) throws IOException {
    Safetensors.write(file, tensors, new TreeMap<>(Map.of("settings", settings, "step", Long.toString(step))));
  }
}
