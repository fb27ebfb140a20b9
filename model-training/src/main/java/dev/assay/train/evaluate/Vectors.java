package dev.assay.train.evaluate;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Vectors of units that something else made, for example IR2Vec's: a line a unit, its hash and its numbers. */
final class Vectors {
  private Vectors() {}

  /**
   * The vectors of all units of a set.
   *
   * @param file lines of a unit's hash and, after a tab, its numbers, separated by blanks
   * @throws IOException when it cannot be read, or a unit is missing
   */
  static float[][] read(Path file, TrainingSet set) throws IOException {
    Map<String, float[]> byHash = new HashMap<>();
    try (var lines = Files.lines(file)) {
      lines.forEach(line -> {
        int tab = line.indexOf('\t');
        String[] numbers = line.substring(tab + 1).strip().split("\\s+");
        float[] vector = new float[numbers.length];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = Float.parseFloat(numbers[i]);
        }
        byHash.put(line.substring(0, Math.max(0, tab)), vector);
      });
    }
    float[][] vectors = new float[set.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = byHash.get(set.get(i).hash());
      if (vectors[i] == null) {
        throw new StoreException(file + " has no vector of unit " + set.get(i).hash() + " ("
            + set.get(i).origin().name() + "); make it for the whole corpus");
      }
    }
    return vectors;
  }
}
