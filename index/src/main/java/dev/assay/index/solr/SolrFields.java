package dev.assay.index.solr;

/** The names of the fields, as {@code conf/schema.xml} declares them, and the kinds of documents. */
final class SolrFields {
  static final String ID = "id";
  /** Which kind of document it is: {@link #BODY_KIND} and so on. */
  static final String KIND = "kind";
  /** Of a body and of a place: the unit's hash. */
  static final String HASH = "hash";
  /** Of a body and of a place: its record, as bytes. */
  static final String DATA = "data";
  /** Of a body: what is searched. */
  static final String VECTOR = "vector";
  /** Of a body: what is read back. */
  static final String EMBEDDING = "embedding";
  static final String INSTRUCTIONS = "instructions";
  /** Of a body: where it comes in the draw for significance. */
  static final String RANK = "rank";
  /** Of a body: 64 bits of a digest of all that is kept, to see that nothing would change. */
  static final String DIGEST = "digest";
  /** Of a place: a digest of its key. */
  static final String PLACE_KEY = "unit";
  /** Of a place: its file and name, to sort by. */
  static final String ORDER = "order";
  static final String LANGUAGE = "language";
  /** Of a place and of a file: the file. */
  static final String FILE = "file";
  static final String STAMP = "stamp";
  /** Of the header: the bundle that everything was made with. */
  static final String BUNDLE = "bundle";
  /** Of the header: the version of the records. */
  static final String FORMAT = "format";
  /** Of the header: changes with every commit of a client. */
  static final String COMMIT = "commit";

  static final String BODY_KIND = "body";
  static final String PLACE_KIND = "place";
  static final String FILE_KIND = "file";
  static final String HEADER_KIND = "header";

  private SolrFields() {}

  /** A query for the documents of a kind. */
  static String ofKind(String kind) {
    return KIND + ":" + kind;
  }

  /** A query for the documents whose field has exactly this value, whatever characters are in it. */
  static String term(String field, String value) {
    return "{!term f=" + field + "}" + value;
  }

  /** A query for numbers in a range, both ends included. */
  static String range(String field, int least, String most) {
    return field + ":[" + least + " TO " + most + "]";
  }

  /** Names of fields as Solr's parameter {@code fl} wants them. */
  static String list(String... fields) {
    return String.join(",", fields);
  }
}
