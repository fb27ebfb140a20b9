package dev.assay.index.lucene;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.IndexStatistics;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import dev.assay.index.record.RecordFormat;
import dev.assay.index.record.RecordFormat.PlacedHash;
import dev.assay.index.search.PairDistribution;
import dev.assay.index.search.PairSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/** The index as one commit has it. Safe for use by several threads while its reader is open. */
final class LuceneView {
  private final DirectoryReader reader;
  private final Documents.Header header;
  private final VectorFormat vectorFormat;
  private final PairSample pairSample;
  private final LuceneCandidates candidates;
  private Optional<PairDistribution> pairs = Optional.empty();

  /**
   * A view.
   *
   * @param reader the commit
   * @param searchWidth how many candidates a search looks at least
   * @param pairSample what the views of an index share, so that each need count only what has changed
   */
  LuceneView(DirectoryReader reader, VectorFormat vectorFormat, int searchWidth, PairSample pairSample)
      throws IOException {
    this.reader = reader;
    this.header = Documents.Header.read(reader.getIndexCommit().getUserData());
    this.vectorFormat = vectorFormat;
    this.pairSample = pairSample;
    this.candidates = new LuceneCandidates(this, searchWidth);
  }

  DirectoryReader reader() {
    return reader;
  }

  VectorFormat vectorFormat() {
    return vectorFormat;
  }

  LuceneCandidates candidates() {
    return candidates;
  }

  String bundleId() {
    return header.bundleId();
  }

  /** Drawn when first asked for, and then kept. */
  synchronized PairDistribution pairs() throws IOException {
    if (pairs.isEmpty()) {
      pairs = Optional.of(pairSample.distribution(candidates.sample()));
    }
    return pairs.get();
  }

  Optional<IndexedFunction> get(PlaceKey key) throws IOException {
    List<PlacedHash> found = places(Documents.placeKey(key));
    return found.isEmpty() ? Optional.empty() : Optional.of(join(found.get(0)));
  }

  List<IndexedFunction> functionsOf(String file) throws IOException {
    List<IndexedFunction> functions = new ArrayList<>();
    for (PlacedHash place : places(new Term(Documents.FILE, file))) {
      functions.add(join(place));
    }
    functions.sort(Comparator.comparing(IndexedFunction::key));
    return functions;
  }

  List<FunctionPlace> placesOf(String unitHash, int limit) throws IOException {
    return places(new Term(Documents.HASH, unitHash)).stream().map(PlacedHash::place)
        .sorted(Comparator.comparing(FunctionPlace::key)).limit(limit).toList();
  }

  private IndexedFunction join(PlacedHash placed) throws IOException {
    FunctionBody body = findBody(placed.unitHash())
        .orElseThrow(() -> new IOException("the index has lost what is at " + placed.place().key()));
    return new IndexedFunction(placed.place(), body);
  }

  private List<PlacedHash> places(Term term) throws IOException {
    List<PlacedHash> found = new ArrayList<>();
    Postings.visit(reader, term, (segment, document) -> {
      Optional<byte[]> record = column(segment, Documents.DATA, document);
      if (record.isPresent()) {
        found.add(RecordFormat.readPlace(record.get()));
      }
      return true;
    });
    return found;
  }

  Optional<FunctionBody> findBody(String unitHash) throws IOException {
    List<FunctionBody> found = new ArrayList<>(1);
    Postings.visit(reader, new Term(Documents.BODY, unitHash), (segment, document) -> {
      found.add(RecordFormat.readBody(record(segment, document), bundleId(), vectorFormat.read(segment).at(document)));
      return false;
    });
    return found.stream().findFirst();
  }

  /** The digest of a body, when there is one with such a hash. */
  OptionalLong digestOf(String unitHash) throws IOException {
    long[] found = new long[1];
    boolean[] isFound = new boolean[1];
    Postings.visit(reader, new Term(Documents.BODY, unitHash), (segment, document) -> {
      NumericDocValues digests = segment.getNumericDocValues(Documents.DIGEST);
      isFound[0] = digests != null && digests.advanceExact(document);
      found[0] = isFound[0] ? digests.longValue() : 0;
      return false;
    });
    return isFound[0] ? OptionalLong.of(found[0]) : OptionalLong.empty();
  }

  /** The hashes of what is in a file. */
  Set<String> hashesOf(String file) throws IOException {
    Set<String> hashes = new HashSet<>();
    Postings.visit(reader, new Term(Documents.FILE, file), (segment, document) -> {
      SortedDocValues values = segment.getSortedDocValues(Documents.HASH);
      if (values != null && values.advanceExact(document)) {
        hashes.add(values.lookupOrd(values.ordValue()).utf8ToString());
      }
      return true;
    });
    return hashes;
  }

  List<IndexedFile> files() throws IOException {
    TreeMap<String, IndexedFile> files = new TreeMap<>();
    Postings.visit(reader, Documents.ALL_PLACES, (segment, document) -> {
      SortedDocValues values = segment.getSortedDocValues(Documents.ORDER);
      if (values != null && values.advanceExact(document)) {
        String file = Documents.fileOf(values.lookupOrd(values.ordValue()).utf8ToString());
        files.merge(file, new IndexedFile(file, Optional.empty(), 1), LuceneView::sum);
      }
      return true;
    });
    Postings.visit(reader, Documents.ALL_FILES, (segment, document) -> {
      byte[] bytes = column(segment, Documents.STAMP, document).orElseThrow();
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\0", 2);
      files.merge(parts[0], new IndexedFile(parts[0], Optional.of(parts[1]), 0), LuceneView::sum);
      return true;
    });
    return List.copyOf(files.values());
  }

  private static IndexedFile sum(IndexedFile one, IndexedFile other) {
    return new IndexedFile(one.file(), one.stamp().or(other::stamp), one.functions() + other.functions());
  }

  IndexStatistics statistics() throws IOException {
    Directory directory = reader.directory();
    long bytes = 0;
    for (String name : reader.getIndexCommit().getFileNames()) {
      bytes += directory.fileLength(name);
    }
    return new IndexStatistics(bundleId(), Postings.count(reader, Documents.ALL_PLACES),
        Postings.count(reader, Documents.ALL_BODIES), files().size(), reader.numDeletedDocs(), OptionalLong.of(bytes),
        vectorFormat.storage().name());
  }

  /** The record of a body or a place. */
  static byte[] record(LeafReader segment, int document) throws IOException {
    return column(segment, Documents.DATA, document)
        .orElseThrow(() -> new IOException("a document in the index has no record"));
  }

  private static Optional<byte[]> column(LeafReader segment, String name, int document) throws IOException {
    BinaryDocValues values = segment.getBinaryDocValues(name);
    if (values == null || !values.advanceExact(document)) {
      return Optional.empty();
    }
    BytesRef bytes = values.binaryValue();
    return Optional.of(Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length));
  }
}
