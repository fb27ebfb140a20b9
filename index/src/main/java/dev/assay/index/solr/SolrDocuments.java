package dev.assay.index.solr;

import dev.assay.index.Embedding;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.PlaceKey;
import dev.assay.index.record.Digests;
import dev.assay.index.record.RecordFormat;
import dev.assay.index.record.RecordFormat.PlacedHash;
import dev.assay.index.search.SampledBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/** Functions as Solr's documents. */
final class SolrDocuments {
  /** Solr sorts by at most 32,766 bytes. */
  private static final int LONGEST_ORDERED_NAME = 2_000;

  private SolrDocuments() {}

  /** What comes before the exclamation mark decides the shard. */
  static String bodyId(String unitHash) {
    return unitHash + "!body";
  }

  static String placeId(PlaceKey key, String unitHash) {
    return unitHash + "!" + placeKey(key);
  }

  static String fileId(String file) {
    return "file-" + Digests.name(file);
  }

  static String placeKey(PlaceKey key) {
    return Digests.name(key.file() + '\0' + key.name());
  }

  static long digest(FunctionBody body) {
    byte[] record = RecordFormat.write(body);
    byte[] vector = bytes(body.embedding());
    return Digests.digest(ByteBuffer.allocate(record.length + vector.length).put(record).put(vector).array());
  }

  static SolrInputDocument body(FunctionBody body, long digest) {
    SolrInputDocument document = document(bodyId(body.unitHash()), SolrFields.BODY_KIND);
    List<Float> vector = new ArrayList<>(Embedding.DIMENSIONS);
    for (float value : body.embedding().toArray()) {
      vector.add(value);
    }
    document.addField(SolrFields.HASH, body.unitHash());
    document.addField(SolrFields.VECTOR, vector);
    document.addField(SolrFields.EMBEDDING, bytes(body.embedding()));
    document.addField(SolrFields.INSTRUCTIONS, body.instructions());
    document.addField(SolrFields.RANK, SampledBody.rank(body.unitHash()));
    document.addField(SolrFields.DIGEST, digest);
    document.addField(SolrFields.DATA, RecordFormat.write(body));
    return document;
  }

  static SolrInputDocument place(FunctionPlace place, String unitHash) {
    PlaceKey key = place.key();
    String name = key.name();
    SolrInputDocument document = document(placeId(key, unitHash), SolrFields.PLACE_KIND);
    document.addField(SolrFields.HASH, unitHash);
    document.addField(SolrFields.PLACE_KEY, placeKey(key));
    document.addField(SolrFields.ORDER,
        key.file() + '\0' + name.substring(0, Math.min(name.length(), LONGEST_ORDERED_NAME)));
    document.addField(SolrFields.LANGUAGE, place.language());
    document.addField(SolrFields.FILE, key.file());
    document.addField(SolrFields.DATA, RecordFormat.write(place, unitHash));
    return document;
  }

  static SolrInputDocument file(String file, String stamp) {
    SolrInputDocument document = document(fileId(file), SolrFields.FILE_KIND);
    document.addField(SolrFields.FILE, file);
    document.addField(SolrFields.STAMP, stamp);
    return document;
  }

  private static SolrInputDocument document(String id, String kind) {
    SolrInputDocument document = new SolrInputDocument();
    document.addField(SolrFields.ID, id);
    document.addField(SolrFields.KIND, kind);
    return document;
  }

  static FunctionBody readBody(SolrDocument document, String bundleId) throws IOException {
    return RecordFormat.readBody((byte[]) document.getFieldValue(SolrFields.DATA), bundleId, readEmbedding(document));
  }

  static PlacedHash readPlace(SolrDocument document) throws IOException {
    return RecordFormat.readPlace((byte[]) document.getFieldValue(SolrFields.DATA));
  }

  static Embedding readEmbedding(SolrDocument document) throws IOException {
    float[] values = new float[Embedding.DIMENSIONS];
    byte[] bytes = (byte[]) document.getFieldValue(SolrFields.EMBEDDING);
    if (bytes == null || bytes.length != values.length * Float.BYTES) {
      throw new IOException("a body in the index has no embedding");
    }
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return Embedding.of(values);
  }

  private static byte[] bytes(Embedding embedding) {
    ByteBuffer bytes = ByteBuffer.allocate(Embedding.DIMENSIONS * Float.BYTES);
    bytes.asFloatBuffer().put(embedding.toArray());
    return bytes.array();
  }
}
