package dev.assay.index.lucene;

import dev.assay.index.Embedding;
import dev.assay.index.VectorStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** How embeddings become vectors of Lucene and come back. Immutable. */
final class VectorFormat {
  /** Neighbours of a point in the graph. */
  static final int MAX_CONNECTIONS = 16;

  /** Candidates for neighbours while the graph is built. */
  static final int BEAM_WIDTH = 100;

  private static final String FIELD = Documents.VECTOR;
  private static final int LARGEST_BYTE = 127;

  private final VectorStorage storage;

  VectorFormat(VectorStorage storage) {
    this.storage = storage;
  }

  VectorStorage storage() {
    return storage;
  }

  /** How Lucene writes the vectors. Codecs find by the names in the files how to read them. */
  KnnVectorsFormat format() {
    return switch (storage) {
      case FLOAT, INT8_ONLY -> new Lucene99HnswVectorsFormat(MAX_CONNECTIONS, BEAM_WIDTH);
      case INT8 -> quantised(ScalarEncoding.UNSIGNED_BYTE);
      case INT4 -> quantised(ScalarEncoding.PACKED_NIBBLE);
      case BINARY -> quantised(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
    };
  }

  private static KnnVectorsFormat quantised(ScalarEncoding encoding) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(encoding, MAX_CONNECTIONS, BEAM_WIDTH);
  }

  Field field(Embedding embedding) {
    return storage == VectorStorage.INT8_ONLY
        ? new KnnByteVectorField(FIELD, toBytes(embedding), VectorSimilarityFunction.COSINE)
        : new KnnFloatVectorField(FIELD, embedding.toArray(), VectorSimilarityFunction.DOT_PRODUCT);
  }

  /** What is kept of an embedding, as bytes to compare. */
  byte[] kept(Embedding embedding) {
    if (storage == VectorStorage.INT8_ONLY) {
      return toBytes(embedding);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Embedding.DIMENSIONS * Float.BYTES);
    bytes.asFloatBuffer().put(embedding.toArray());
    return bytes.array();
  }

  Query nearest(Embedding to, int count, Query filter) {
    return storage == VectorStorage.INT8_ONLY ? new KnnByteVectorQuery(FIELD, toBytes(to), count, filter)
        : new KnnFloatVectorQuery(FIELD, to.toArray(), count, filter);
  }

  /** Reads the vectors of one segment. */
  Vectors read(LeafReader reader) throws IOException {
    if (storage == VectorStorage.INT8_ONLY) {
      ByteVectorValues values = reader.getByteVectorValues(FIELD);
      return new Vectors(values, ordinal -> fromBytes(values.vectorValue(ordinal)));
    }
    FloatVectorValues values = reader.getFloatVectorValues(FIELD);
    return new Vectors(values, ordinal -> Embedding.of(values.vectorValue(ordinal)));
  }

  /** The largest number becomes 127, so that no range has to be learnt; the length does not matter to a cosine. */
  private static byte[] toBytes(Embedding embedding) {
    float[] values = embedding.toArray();
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) Math.round(values[i] * LARGEST_BYTE / largest);
    }
    return bytes;
  }

  private static Embedding fromBytes(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i];
    }
    return Embedding.of(values);
  }

  /** The vectors of one segment, to be asked for in ascending order of documents. For one thread. */
  static final class Vectors {
    private final KnnVectorValues.DocIndexIterator iterator;
    private final ByOrdinal byOrdinal;

    private Vectors(KnnVectorValues values, ByOrdinal byOrdinal) {
      this.iterator = values.iterator();
      this.byOrdinal = byOrdinal;
    }

    /** The embedding of a document that has one. */
    Embedding at(int document) throws IOException {
      if (iterator.docID() != document && iterator.advance(document) != document) {
        throw new IOException("a body in the index has no vector");
      }
      return byOrdinal.get(iterator.index());
    }
  }

  private interface ByOrdinal {
    Embedding get(int ordinal) throws IOException;
  }
}
