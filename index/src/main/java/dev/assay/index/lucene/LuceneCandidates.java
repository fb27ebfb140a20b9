package dev.assay.index.lucene;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.index.VectorStorage;
import dev.assay.index.record.RecordFormat;
import dev.assay.index.search.BodyHit;
import dev.assay.index.search.CandidateSource;
import dev.assay.index.search.PairDistribution;
import dev.assay.index.search.Places;
import dev.assay.index.search.SampledBody;
import dev.assay.index.search.SizeBand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Searches one commit. Safe for use by several threads while its reader is open. */
final class LuceneCandidates implements CandidateSource {
  /** Where at most one place in so many passes the filters, their hashes are gathered before vectors are searched. */
  private static final int SELECTIVE = 4;

  /** Quantised distances order roughly; so many times more candidates are compared exactly. */
  private static final int OVERSAMPLING = 2;

  private static final Sort BY_PLACE = new Sort(new SortField(Documents.ORDER, SortField.Type.STRING));
  private static final Sort BY_RANK =
      new Sort(LongField.newSortField(Documents.RANK, false, SortedNumericSelector.Type.MIN));

  private final LuceneView view;
  private final IndexSearcher searcher;
  private final int searchWidth;

  LuceneCandidates(LuceneView view, int searchWidth) {
    this.view = view;
    this.searcher = new IndexSearcher(view.reader());
    this.searchWidth = searchWidth;
  }

  @Override
  public List<BodyHit> nearest(SimilarQuery query, int count, Set<String> without) throws IOException {
    int exact = view.vectorFormat().storage() == VectorStorage.FLOAT ? count : OVERSAMPLING * count;
    int candidates = Math.min(Math.max(exact, searchWidth), Math.max(1, view.reader().maxDoc()));
    Query nearest = view.vectorFormat().nearest(query.embedding(), candidates, bodyFilter(query, without));
    TopDocs found = searcher.search(nearest, candidates);
    Arrays.sort(found.scoreDocs, Comparator.comparingInt(hit -> hit.doc));
    List<ExactHit> exactHits = new ArrayList<>(found.scoreDocs.length);
    LeafReaderContext context = null;
    VectorFormat.Vectors vectors = null;
    for (ScoreDoc hit : found.scoreDocs) {
      LeafReaderContext of = segmentOf(hit.doc);
      if (context != of || vectors == null) {
        context = of;
        vectors = view.vectorFormat().read(context.reader());
      }
      exactHits.add(new ExactHit(hit.doc, query.embedding().similarity(vectors.at(hit.doc - context.docBase))));
    }
    exactHits.sort(Comparator.comparingDouble(ExactHit::similarity).reversed());
    List<BodyHit> bodies = new ArrayList<>(count);
    for (ExactHit hit : exactHits.subList(0, Math.min(count, exactHits.size()))) {
      bodies.add(new BodyHit(RecordFormat.readHash(record(hit.document())), hit.similarity()));
    }
    return bodies;
  }

  private byte[] record(int document) throws IOException {
    LeafReaderContext context = segmentOf(document);
    return LuceneView.record(context.reader(), document - context.docBase);
  }

  private LeafReaderContext segmentOf(int document) {
    List<LeafReaderContext> segments = view.reader().leaves();
    return segments.get(ReaderUtil.subIndex(document, segments));
  }

  private record ExactHit(int document, double similarity) {}

  /** What a body has to be; null, as Lucene has it, when there is nothing to ask. */
  private Query bodyFilter(SimilarQuery query, Set<String> without) throws IOException {
    BooleanQuery.Builder filter = new BooleanQuery.Builder();
    boolean isNeeded = false;
    if (query.minInstructions() > 0) {
      filter.add(IntField.newRangeQuery(Documents.INSTRUCTIONS, query.minInstructions(), Integer.MAX_VALUE),
          Occur.FILTER);
      isNeeded = true;
    }
    if (query.filtersPlaces()) {
      Query places = placeFilter(query);
      if (searcher.count(places) * SELECTIVE <= Postings.count(view.reader(), Documents.ALL_PLACES)) {
        filter.add(new TermInSetQuery(Documents.BODY, hashes(places)), Occur.FILTER);
        isNeeded = true;
      }
    }
    if (!without.isEmpty()) {
      filter.add(new TermQuery(Documents.ALL_BODIES), Occur.FILTER);
      filter.add(new TermInSetQuery(Documents.BODY, without.stream().map(BytesRef::new).toList()), Occur.MUST_NOT);
      isNeeded = true;
    }
    return isNeeded ? filter.build() : null;
  }

  /** What a place has to be, but for the one that is excluded. */
  private static Query placeFilter(SimilarQuery query) {
    BooleanQuery.Builder filter = new BooleanQuery.Builder();
    filter.add(new TermQuery(Documents.ALL_PLACES), Occur.FILTER);
    query.language().ifPresent(only -> filter.add(new TermQuery(new Term(Documents.LANGUAGE, only)), Occur.FILTER));
    query.filePrefix().filter(prefix -> !prefix.isEmpty())
        .ifPresent(prefix -> filter.add(new PrefixQuery(new Term(Documents.FILE, prefix)), Occur.FILTER));
    query.excluded().ifPresent(key -> filter.add(new TermQuery(Documents.placeKey(key)), Occur.MUST_NOT));
    return filter.build();
  }

  private Set<BytesRef> hashes(Query places) throws IOException {
    Set<BytesRef> hashes = new HashSet<>();
    Weight weight = searcher.createWeight(searcher.rewrite(places), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext context : view.reader().leaves()) {
      Scorer scorer = weight.scorer(context);
      SortedDocValues values = context.reader().getSortedDocValues(Documents.HASH);
      if (scorer == null || values == null) {
        continue;
      }
      Bits live = context.reader().getLiveDocs();
      DocIdSetIterator documents = scorer.iterator();
      for (int i = documents.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = documents.nextDoc()) {
        if ((live == null || live.get(i)) && values.advanceExact(i)) {
          hashes.add(BytesRef.deepCopyOf(values.lookupOrd(values.ordValue())));
        }
      }
    }
    return hashes;
  }

  @Override
  public Map<String, Places> places(Collection<String> unitHashes, SimilarQuery query) throws IOException {
    Query filter = placeFilter(query);
    Map<String, Places> places = new HashMap<>();
    for (String hash : unitHashes) {
      Query here = new BooleanQuery.Builder().add(new TermQuery(new Term(Documents.HASH, hash)), Occur.FILTER)
          .add(filter, Occur.FILTER).build();
      TopDocs found = searcher.search(here,
          new TopFieldCollectorManager(BY_PLACE, SimilarFunction.NAMED_PLACES, Integer.MAX_VALUE));
      List<FunctionPlace> first = new ArrayList<>(found.scoreDocs.length);
      for (ScoreDoc hit : found.scoreDocs) {
        first.add(RecordFormat.readPlace(record(hit.doc)).place());
      }
      if (!first.isEmpty()) {
        places.put(hash, new Places(first, Math.toIntExact(found.totalHits.value())));
      }
    }
    return places;
  }

  @Override
  public Map<String, FunctionBody> bodies(Collection<String> unitHashes) throws IOException {
    Map<String, FunctionBody> bodies = new HashMap<>();
    for (String hash : unitHashes) {
      view.findBody(hash).ifPresent(body -> bodies.put(hash, body));
    }
    return bodies;
  }

  @Override
  public PairDistribution pairs() throws IOException {
    return view.pairs();
  }

  /** The bodies that come first in the draw of each band. */
  List<SampledBody> sample() throws IOException {
    List<SampledBody> sample = new ArrayList<>();
    for (SizeBand band : SizeBand.values()) {
      Query inBand = IntField.newRangeQuery(Documents.INSTRUCTIONS, band.least(), band.most());
      TopDocs drawn = searcher.search(inBand, SampledBody.PER_BAND, BY_RANK);
      for (ScoreDoc hit : drawn.scoreDocs) {
        LeafReaderContext context = segmentOf(hit.doc);
        sample.add(new SampledBody(RecordFormat.readHash(record(hit.doc)), band,
            view.vectorFormat().read(context.reader()).at(hit.doc - context.docBase)));
      }
    }
    return sample;
  }
}
