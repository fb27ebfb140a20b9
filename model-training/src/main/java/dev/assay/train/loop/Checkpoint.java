package dev.assay.train.loop;

import dev.assay.train.store.Provenance;
import dev.assay.train.tensor.Safetensors;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A training as it stands: weights, moments, how many steps it has done, and how good it is. Written whole or not at
 * all.
 *
 * @param tensors all numbers
 * @param step how many steps are done
 * @param score how good these weights are on validation units, where that was measured; larger is better
 */
public record Checkpoint(Map<String, Tensor> tensors, long step, OptionalDouble score) {
  private static final String PROVENANCE = "provenance";
  private static final String STEP = "step";
  private static final String SCORE = "score";

  /**
   * The checkpoint in a file, if there is one.
   *
   * @throws IOException when it cannot be read, or is of another provenance; the message says what differs
   */
  public static Optional<Checkpoint> read(Path file, Record provenance) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors.Content content = Safetensors.read(file);
    Map<String, String> metadata = content.metadata();
    String differences = Provenance.differences(metadata.getOrDefault(PROVENANCE, ""), provenance);
    if (!differences.isEmpty()) {
      throw new IOException(
          file + " is of a training with other settings (" + differences + "); delete it to train from the beginning");
    }
    OptionalDouble score = metadata.containsKey(SCORE) ? OptionalDouble.of(Double.parseDouble(metadata.get(SCORE)))
        : OptionalDouble.empty();
    return Optional.of(new Checkpoint(content.tensors(), Long.parseLong(metadata.get(STEP)), score));
  }

  /**
   * Writes it, whole or not at all.
   *
   * @throws IOException when it cannot be written; what was there before is there still
   */
  public void write(Path file, Record provenance) throws IOException {
    Map<String, String> metadata =
        new TreeMap<>(Map.of(PROVENANCE, Provenance.write(provenance), STEP, Long.toString(step)));
    score.ifPresent(known -> metadata.put(SCORE, Double.toString(known)));
    Safetensors.write(file, tensors, metadata);
  }
}
