package dev.assay.cli.embed;

import dev.assay.cli.engine.Session;
import dev.assay.feature.Ir2Vec;
import dev.assay.ir.EntityReader;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerFailure;

/** Numbers that are counted in a unit, without running a pass: what the embedding is compared with. */
final class CountedEmbedding {
  private final EmbeddingMethod method;
  private final Session session;
  private final EntityReader entities;
  private final Ir2Vec ir2Vec = Ir2Vec.shipped();

  CountedEmbedding(EmbeddingMethod method, Session session) {
    this.method = method;
    this.session = session;
    this.entities = new EntityReader(session.pool());
  }

  /**
   * A unit's numbers.
   *
   * @throws IllegalStateException with a sentence, when its instructions cannot be counted
   */
  float[] of(Unit unit) {
    return switch (method) {
      case AUTOPHASE -> numbers(unit.observation().features().toArray());
      case INSTCOUNT -> numbers(unit.observation().opcodes().toArray());
      case IR2VEC -> ir2Vec(unit);
      case PROBES -> throw new IllegalArgumentException("probes are not counted, they are run");
    };
  }

  private float[] ir2Vec(Unit unit) {
    try {
      return ir2Vec.vector(entities.count(unit, session.cancellation()));
    } catch (WorkerFailure e) {
      throw new IllegalStateException("its instructions cannot be counted: " + e.getMessage(), e);
    }
  }

  private static float[] numbers(int[] counts) {
    float[] numbers = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      numbers[i] = counts[i];
    }
    return numbers;
  }
}
