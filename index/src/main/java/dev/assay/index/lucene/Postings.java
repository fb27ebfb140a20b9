package dev.assay.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Finds the documents with a term. Does what a query would, at a tenth of its cost. */
final class Postings {
  private Postings() {}

  /** What to do with a document of a segment; whether to go on. */
  interface Visitor {
    boolean visit(LeafReader segment, int document) throws IOException;
  }

  /** Visits the documents that have a term and are not deleted, until told to stop. */
  static void visit(IndexReader reader, Term term, Visitor visitor) throws IOException {
    for (LeafReaderContext context : reader.leaves()) {
      LeafReader segment = context.reader();
      PostingsEnum documents = segment.postings(term, PostingsEnum.NONE);
      if (documents == null) {
        continue;
      }
      Bits live = segment.getLiveDocs();
      for (int i = documents.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = documents.nextDoc()) {
        if ((live == null || live.get(i)) && !visitor.visit(segment, i)) {
          return;
        }
      }
    }
  }

  /** Whether a document has a term. */
  static boolean exists(IndexReader reader, Term term) throws IOException {
    boolean[] found = new boolean[1];
    visit(reader, term, (segment, document) -> {
      found[0] = true;
      return false;
    });
    return found[0];
  }

  /** How many documents have a term. */
  static int count(IndexReader reader, Term term) throws IOException {
    if (!reader.hasDeletions()) {
      return reader.docFreq(term);
    }
    int[] count = new int[1];
    visit(reader, term, (segment, document) -> ++count[0] > 0);
    return count[0];
  }
}
