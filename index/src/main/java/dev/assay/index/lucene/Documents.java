package dev.assay.index.lucene;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.PlaceKey;
import dev.assay.index.record.Digests;
import dev.assay.index.record.RecordFormat;
import dev.assay.index.search.SampledBody;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** Functions as Lucene's documents. */
final class Documents {
  /** Which of the three kinds a document is. */
  static final String KIND = "kind";
  /** Of a body: the unit's hash. */
  static final String BODY = "body";
  static final String VECTOR = "vector";
  static final String INSTRUCTIONS = "instructions";
  /** Of a body: where it comes in the draw for significance. */
  static final String RANK = "rank";
  /** Of a body: 64 bits of a digest of all that is kept, to see that nothing would change. */
  static final String DIGEST = "digest";
  /** Of a place: a digest of its key. */
  static final String PLACE_KEY = "unit";
  /** Of a place: the hash of what is there. */
  static final String HASH = "hash";
  /** Of a place: its file and name, to sort by. */
  static final String ORDER = "order";
  static final String LANGUAGE = "language";
  /** Of a place and of a file: the file. */
  static final String FILE = "file";
  /** Of a file: its name and stamp. */
  static final String STAMP = "stamp";
  /**
   * Of a body and of a place: its record. A column, not a stored field, which would be unpacked with its neighbours.
   */
  static final String DATA = "data";

  static final Term ALL_BODIES = new Term(KIND, "body");
  static final Term ALL_PLACES = new Term(KIND, "place");
  static final Term ALL_FILES = new Term(KIND, "file");

  /** Lucene sorts by at most 32,766 bytes. */
  private static final int LONGEST_ORDERED_NAME = 2_000;

  private static final String FORMAT_KEY = "assay.format";
  private static final String BUNDLE_KEY = "assay.bundle";
  private static final String STORAGE_KEY = "assay.storage";

  private Documents() {}

  /** What is said of an index as a whole, kept with each commit. */
  record Header(int format, String bundleId, String storage) {
    static Header of(String bundleId, VectorFormat vectorFormat) {
      return new Header(RecordFormat.VERSION, bundleId, vectorFormat.storage().name());
    }

    static Header read(Map<String, String> data) {
      return new Header(Integer.parseInt(data.getOrDefault(FORMAT_KEY, "0")), data.getOrDefault(BUNDLE_KEY, ""),
          data.getOrDefault(STORAGE_KEY, ""));
    }

    Map<String, String> write() {
      return Map.of(FORMAT_KEY, Integer.toString(format), BUNDLE_KEY, bundleId, STORAGE_KEY, storage);
    }
  }

  static long digest(FunctionBody body, VectorFormat vectorFormat) {
    byte[] record = RecordFormat.write(body);
    byte[] vector = vectorFormat.kept(body.embedding());
    return Digests.digest(ByteBuffer.allocate(record.length + vector.length).put(record).put(vector).array());
  }

  static Document body(FunctionBody body, long digest, VectorFormat vectorFormat) {
    Document document = new Document();
    document.add(new StringField(KIND, ALL_BODIES.bytes(), Field.Store.NO));
    document.add(new StringField(BODY, body.unitHash(), Field.Store.NO));
    document.add(vectorFormat.field(body.embedding()));
    document.add(new IntField(INSTRUCTIONS, body.instructions(), Field.Store.NO));
    document.add(new LongField(RANK, SampledBody.rank(body.unitHash()), Field.Store.NO));
    document.add(new NumericDocValuesField(DIGEST, digest));
    document.add(new BinaryDocValuesField(DATA, new BytesRef(RecordFormat.write(body))));
    return document;
  }

  static Document place(FunctionPlace place, String unitHash) {
    PlaceKey key = place.key();
    Document document = new Document();
    document.add(new StringField(KIND, ALL_PLACES.bytes(), Field.Store.NO));
    document.add(new StringField(PLACE_KEY, placeKey(key).bytes(), Field.Store.NO));
    document.add(new StringField(HASH, unitHash, Field.Store.NO));
    document.add(new SortedDocValuesField(HASH, new BytesRef(unitHash)));
    document.add(new SortedDocValuesField(ORDER, new BytesRef(order(key))));
    document.add(new StringField(LANGUAGE, place.language(), Field.Store.NO));
    document.add(new StringField(FILE, key.file(), Field.Store.NO));
    document.add(new BinaryDocValuesField(DATA, new BytesRef(RecordFormat.write(place, unitHash))));
    return document;
  }

  static Document file(String file, String stamp) {
    Document document = new Document();
    document.add(new StringField(KIND, ALL_FILES.bytes(), Field.Store.NO));
    document.add(new StringField(FILE, file, Field.Store.NO));
    document.add(new BinaryDocValuesField(STAMP, new BytesRef(file + '\0' + stamp)));
    return document;
  }

  static Term placeKey(PlaceKey key) {
    return new Term(PLACE_KEY, Digests.name(key.file() + '\0' + key.name()));
  }

  private static String order(PlaceKey key) {
    String name = key.name();
    return key.file() + '\0' + name.substring(0, Math.min(name.length(), LONGEST_ORDERED_NAME));
  }

  /** The file in what {@link #ORDER} holds. */
  static String fileOf(String order) {
    return order.substring(0, order.indexOf('\0'));
  }
}
