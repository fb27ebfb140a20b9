package dev.assay.feature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Symbolic IR2Vec (VenkataKeerthy et al., "IR2Vec: LLVM IR based scalable program embeddings", TACO 2020): the sum over
 * a unit's reachable instructions of their opcode's seed embedding, half that of the result's type, and a fifth of
 * those of the operands' kinds. A program's vector is the sum of its functions'. Immutable.
 */
public final class Ir2Vec {
  /** How many numbers a vector has. */
  public static final int DIMENSIONS = 300;

  private static final String SHIPPED = "ir2vec-vocabulary-300.txt";
  private static final double OF_OPCODES = 1.0;
  private static final double OF_TYPES = 0.5;
  private static final double OF_OPERANDS = 0.2;

  private final Map<String, float[]> vocabulary;

  private Ir2Vec(Map<String, float[]> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The published seed embeddings, which Assay ships. */
  public static Ir2Vec shipped() {
    try (InputStream in = Ir2Vec.class.getResourceAsStream(SHIPPED);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, float[]> vocabulary = new HashMap<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int colon = line.indexOf(':');
        vocabulary.put(line.substring(0, colon), numbers(line.substring(colon + 1)));
      }
      return new Ir2Vec(vocabulary);
    } catch (IOException e) {
      throw new UncheckedIOException("IR2Vec's vocabulary cannot be read from Assay's jar", e);
    }
  }

  private static float[] numbers(String list) {
    String[] parts = list.strip().replaceAll("[\\[\\],]+", " ").strip().split("\\s+", -1);
    if (parts.length != DIMENSIONS) {
      throw new IllegalStateException("IR2Vec's vocabulary has an entity of " + parts.length + " numbers");
    }
    float[] numbers = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      numbers[i] = Float.parseFloat(parts[i]);
    }
    return numbers;
  }

  /** The vector of a unit: {@link #DIMENSIONS} numbers. Entities that the vocabulary lacks count as zero. */
  public float[] vector(EntityCounts counts) {
    double[] sum = new double[DIMENSIONS];
    add(sum, counts.opcodes(), OF_OPCODES);
    add(sum, counts.types(), OF_TYPES);
    add(sum, counts.operands(), OF_OPERANDS);
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) sum[i];
    }
    return vector;
  }

  private void add(double[] sum, Map<String, Integer> counts, double weight) {
    counts.forEach((entity, count) -> {
      float[] seed = vocabulary.get(entity);
      for (int i = 0; seed != null && i < DIMENSIONS; i++) {
        sum[i] += weight * count * seed[i];
      }
    });
  }
}
