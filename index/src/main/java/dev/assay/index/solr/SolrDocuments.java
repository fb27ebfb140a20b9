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
  static final String BODY = "body";
  static final String PLACE = "place";
  static final String FILE = "file";

  /** Solr sorts by at most 32,766 bytes. */
  private static final int LONGEST_ORDERED_NAME = 2_000;

  private SolrDocuments() {}

  /** What comes before the exclamation mark decides the shard. */
  static String bodyId(String unitHash) {
    return unitHash + "!body";
  }

  static String placeId(PlaceKey key, String unitHash) {
    return unitHash + "!" + unit(key);
  }

  static String fileId(String file) {
    return "file-" + Digests.name(file);
  }

  static String unit(PlaceKey key) {
    return Digests.name(key.file() + '\0' + key.name());
  }

  static long digest(FunctionBody body) {
    byte[] record = RecordFormat.write(body);
    byte[] vector = bytes(body.embedding());
    return Digests.digest(ByteBuffer.allocate(record.length + vector.length).put(record).put(vector).array());
  }

  static SolrInputDocument body(FunctionBody body, long digest) {
    SolrInputDocument document = document(bodyId(body.unitHash()), BODY);
    List<Float> vector = new ArrayList<>(Embedding.DIMENSIONS);
    for (float value : body.embedding().toArray()) {
      vector.add(value);
    }
    document.addField("hash", body.unitHash());
    document.addField("vector", vector);
    document.addField("embedding", bytes(body.embedding()));
    document.addField("instructions", body.instructions());
    document.addField("rank", SampledBody.rank(body.unitHash()));
    document.addField("digest", digest);
    document.addField("data", RecordFormat.write(body));
    return document;
  }

  static SolrInputDocument place(FunctionPlace place, String unitHash) {
    PlaceKey key = place.key();
    String name = key.name();
    SolrInputDocument document = document(placeId(key, unitHash), PLACE);
    document.addField("hash", unitHash);
    document.addField("unit", unit(key));
    document.addField("order", key.file() + '\0' + name.substring(0, Math.min(name.length(), LONGEST_ORDERED_NAME)));
    document.addField("language", place.language());
    document.addField("file", key.file());
    document.addField("data", RecordFormat.write(place, unitHash));
    return document;
  }

  static SolrInputDocument file(String file, String stamp) {
    SolrInputDocument document = document(fileId(file), FILE);
    document.addField("file", file);
    document.addField("stamp", stamp);
    return document;
  }

  private static SolrInputDocument document(String id, String kind) {
    SolrInputDocument document = new SolrInputDocument();
    document.addField("id", id);
    document.addField("kind", kind);
    return document;
  }

  static FunctionBody readBody(SolrDocument document, String bundleId) throws IOException {
    return RecordFormat.readBody((byte[]) document.getFieldValue("data"), bundleId, readEmbedding(document));
  }

  static PlacedHash readPlace(SolrDocument document) throws IOException {
    return RecordFormat.readPlace((byte[]) document.getFieldValue("data"));
  }

  static Embedding readEmbedding(SolrDocument document) throws IOException {
    float[] values = new float[Embedding.DIMENSIONS];
    byte[] bytes = (byte[]) document.getFieldValue("embedding");
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
