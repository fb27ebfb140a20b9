package dev.assay.index.lucene;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import dev.assay.index.record.WriteChecks;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;

/**
 * An index in a folder of this machine, written by this process; {@link LuceneIndexes} opens it.
 *
 * <p>Safe for use by several threads. A commit is on the disk when {@link #commit} returns.
 */
final class LuceneFunctionIndex extends LuceneReader implements FunctionIndex {
  /**
   * Segments written at once are this large; building a graph of many points at once is cheaper than merging graphs.
   */
  private static final double BUFFER_MEGABYTES = 64;

  private final Documents.Header header;
  private final VectorFormat vectorFormat;
  private final Closeable owner;
  private final Directory directory;
  private final IndexWriter writer;
  private final CurrentView current;
  private final PendingChanges pending = new PendingChanges();
  private boolean isClosed;

  /**
   * Opens or makes an index.
   *
   * @param owner what is closed last
   */
  LuceneFunctionIndex(Directory directory, Documents.Header header, VectorFormat vectorFormat, int searchWidth,
      Closeable owner) throws IOException {
    this.header = header;
    this.vectorFormat = vectorFormat;
    this.owner = owner;
    this.directory = directory;
    this.writer = new IndexWriter(directory, configuration(vectorFormat));
    try {
      if (!DirectoryReader.indexExists(directory)) {
        writer.setLiveCommitData(header.write().entrySet());
        writer.commit();
      }
      this.current = new CurrentView(DirectoryReader.open(directory), vectorFormat, searchWidth);
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static IndexWriterConfig configuration(VectorFormat vectorFormat) {
    KnnVectorsFormat format = vectorFormat.format();
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    // Merging happens while somebody works in an editor: one thread, and writers wait before many merges pile up.
    merges.setMaxMergesAndThreads(4, 1);
    return new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MEGABYTES).setMergeScheduler(merges)
        .setCommitOnClose(false).setCodec(new Lucene104Codec() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        });
  }

  @Override
  public String bundleId() {
    return header.bundleId();
  }

  @Override
  <T> T read(Reading<T> reading) throws IOException {
    LuceneView view = current.acquire();
    try {
      return reading.from(view);
    } finally {
      CurrentView.release(view);
    }
  }

  @Override
  public void put(IndexedFunction function) throws IOException {
    WriteChecks.checkBundle(function, header.bundleId());
    write(committed -> {
      String file = function.key().file();
      pending.placesMayGo(file, committed);
      putBody(function.body(), committed);
      writer.updateDocument(Documents.placeKey(function.key()),
          Documents.place(function.place(), function.body().unitHash()));
      pending.put(file, function.body().unitHash());
    });
  }

  @Override
  public void putFile(String file, String stamp, List<IndexedFunction> functions) throws IOException {
    WriteChecks.check(file, functions, header.bundleId());
    write(committed -> {
      pending.placesMayGo(file, committed);
      List<Document> documents = new ArrayList<>(functions.size() + 1);
      documents.add(Documents.file(file, stamp));
      for (IndexedFunction function : functions) {
        putBody(function.body(), committed);
        documents.add(Documents.place(function.place(), function.body().unitHash()));
        pending.put(file, function.body().unitHash());
      }
      writer.updateDocuments(new Term(Documents.FILE, file), documents);
    });
  }

  private void putBody(FunctionBody body, LuceneView committed) throws IOException {
    long digest = Documents.digest(body, vectorFormat);
    if (pending.isNewBody(body.unitHash(), digest, committed)) {
      writer.updateDocument(new Term(Documents.BODY, body.unitHash()), Documents.body(body, digest, vectorFormat));
    }
  }

  @Override
  public void delete(PlaceKey key) throws IOException {
    write(committed -> {
      pending.placesMayGo(key.file(), committed);
      writer.deleteDocuments(Documents.placeKey(key));
    });
  }

  @Override
  public void deleteFile(String file) throws IOException {
    write(committed -> {
      pending.placesMayGo(file, committed);
      writer.deleteDocuments(new Term(Documents.FILE, file));
    });
  }

  @Override
  public void commit() throws IOException {
    write(committed -> commitAll());
  }

  @Override
  public void compact() throws IOException {
    write(committed -> {
      commitAll();
      writer.forceMerge(1);
      commitAll();
    });
  }

  @Override
  public void clear() throws IOException {
    write(committed -> {
      writer.deleteAll();
      pending.clear();
      commitAll();
    });
  }

  /** Bodies that lost their last place are deleted in the same commit, so that no crash leaves one behind. */
  private void commitAll() throws IOException {
    if (!pending.mayBeOrphans().isEmpty()) {
      try (DirectoryReader written = DirectoryReader.open(writer)) {
        for (String hash : pending.mayBeOrphans()) {
          if (!Postings.exists(written, new Term(Documents.HASH, hash))) {
            writer.deleteDocuments(new Term(Documents.BODY, hash));
          }
        }
      }
    }
    if (writer.hasUncommittedChanges()) {
      writer.setLiveCommitData(header.write().entrySet());
      writer.commit();
    }
    pending.clear();
    current.refresh();
  }

  /** Writes, one thread at a time. After a fault of the disk Lucene's writer closes itself; the cause is passed on. */
  private synchronized void write(Writing writing) throws IOException {
    LuceneView committed = current.acquire();
    try {
      writing.with(committed);
    } catch (AlreadyClosedException e) {
      throw new IOException("the index can no longer be written and has to be opened again: "
          + Optional.ofNullable(e.getCause()).orElse(e).getMessage(), e);
    } finally {
      CurrentView.release(committed);
    }
  }

  private interface Writing {
    void with(LuceneView committed) throws IOException;
  }

  @Override
  public FunctionReader snapshot() {
    return new LuceneSnapshot(current.acquire());
  }

  @Override
  public synchronized void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try (owner; directory; current) {
      try {
        if (writer.isOpen()) {
          commitAll();
        }
      } finally {
        // Without effect after a commit; ends merges that still go on.
        writer.rollback();
      }
    }
  }
}
