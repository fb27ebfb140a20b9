package dev.assay.lsp.indexing;

import dev.assay.Engine;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.analysis.Failures;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.analysis.Reading;
import dev.assay.lsp.analysis.ReadingListener;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.settings.IndexSettings;
import dev.assay.workspace.indexing.CpuBudget;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.IndexFolder;
import dev.assay.workspace.indexing.IndexLocations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.MessageType;

/**
 * Keeps the workspace's index in agreement with its files and with what is open, in the background. Callers report what
 * happens; only {@link #close} makes them wait. Thread-safe.
 *
 * <p>One thread of its own opens the index and runs an {@link IndexSession} on it. Where no index can be written (no
 * encoder, no folder, another process, another bundle, a fault), it tries again when settings or folders change, and
 * every 30 seconds.
 */
public final class BackgroundIndexer implements ReadingListener, AutoCloseable {
  private static final long RETRY_MILLIS = TimeUnit.SECONDS.toMillis(30);
  /** How long the end of the server may wait for a commit. */
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final ChangeQueue queue = new ChangeQueue(System::nanoTime);
  private final IndexAccess access = new IndexAccess();
  private final EngineHolder engines;
  private final IndexingScope scope;
  private final ClientPort client;
  private final IndexProgress progress;
  private final IndexStatusReporter reporter;
  private final SessionContext context;
  private final Thread worker;
  private final Set<String> said = new HashSet<>();
  /** Completes when the server ends. */
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private Optional<IndexSession> session = Optional.empty();
  private boolean isStarted;
  private boolean isPaused;
  private boolean isChanged;
  private boolean replacesOtherBundle;

  /**
   * An indexer that has not been started.
   *
   * @param engines where the engine is
   * @param scope what is to be indexed
   * @param client is told of progress and faults
   * @param health is told how the index is
   */
  public BackgroundIndexer(EngineHolder engines, IndexingScope scope, ClientPort client, Health health) {
    this.engines = engines;
    this.scope = scope;
    this.client = client;
    this.progress = new IndexProgress(client, System::nanoTime);
    this.reporter = new IndexStatusReporter(health, progress, queue);
    this.context = new SessionContext(queue, access, scope.advice(), client, scope.settings(), scope.folders(),
        scope.commands(), scope.isListed(), reporter);
    this.worker = Thread.ofPlatform().daemon().name("indexing").unstarted(this::run);
  }

  /** The way to the index for queries. */
  public IndexAccess access() {
    return access;
  }

  /** How the index is. */
  public IndexStatus status() {
    return reporter.status();
  }

  /** The processes that work for the index just now. */
  public List<Long> pids() {
    return session().map(IndexSession::pids).orElse(List.of());
  }

  /** Begins; until then, nothing is opened. */
  public synchronized void start() {
    if (!isStarted && !isClosed()) {
      isStarted = true;
      queue.rescan(FileIndexer.Again.NONE);
      worker.start();
    }
  }

  /** Settings that matter to the index have changed, or folders have come or gone, or the engine is another one. */
  public synchronized void changed() {
    isChanged = true;
    session.ifPresent(IndexSession::stop);
    notifyAll();
  }

  /** The folders of the workspace have changed: what is new is indexed, what has gone is dropped. */
  public void foldersChanged() {
    queue.rescan(FileIndexer.Again.NONE);
    if (session().isEmpty()) {
      changed();
    }
  }

  @Override
  public void read(OpenDocument document, Reading reading) {
    document.address().file().ifPresent(path -> queue.read(path, reading));
  }

  @Override
  public void closed(DocumentAddress address) {
    address.file().ifPresent(queue::closed);
  }

  /** A file has changed on disk, or is new, or gone; or a folder is gone. */
  public void fileChanged(Path path) {
    queue.changed(path);
  }

  /** What files depend on has changed, or it is unknown what: all files are compared with the index. */
  public void rescan() {
    queue.rescan(FileIndexer.Again.NONE);
  }

  /** Reads and embeds all files again; code that is known costs nothing. Empties the index of another bundle. */
  public synchronized void reindex() {
    queue.rescan(FileIndexer.Again.ALL);
    queue.reread();
    // Where an index is open it is of this bundle. A bundle that is set later has not been agreed to.
    replacesOtherBundle = session.isEmpty();
    if (replacesOtherBundle) {
      changed();
    }
  }

  /**
   * Deletes everything that is in the index, and begins anew.
   *
   * @throws IOException when the index cannot be written
   */
  public void clean() throws IOException {
    Optional<IndexSession> current = session();
    if (current.isEmpty()) {
      throw new IOException(
          "there is no index to clean: " + Optional.ofNullable(status().message()).orElse("it is not open"));
    }
    current.get().index().clear();
    access.changed();
    queue.reread();
    queue.rescan(FileIndexer.Again.ALL);
    changed(); // a new session knows of no file
  }

  /** Nothing is begun until {@link #resume}. */
  public synchronized void pause() {
    isPaused = true;
    session.ifPresent(current -> current.budget().pause());
    progress.end("paused");
    reporter.paused(true);
  }

  /** Goes on. */
  public synchronized void resume() {
    isPaused = false;
    session.ifPresent(current -> current.budget().resume());
    reporter.paused(false);
  }

  /** The client has cancelled a progress: where it is this one, indexing pauses. */
  public void cancelProgress(String token) {
    if (progress.is(token)) {
      pause();
    }
  }

  private synchronized Optional<IndexSession> session() {
    return session;
  }

  private void run() {
    try {
      while (!isClosed()) {
        openAndWork();
        awaitChange();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      reporter.failed(Failures.sentence(e));
      client.logFailure("indexing has stopped", e);
    }
  }

  private boolean isClosed() {
    return closing.isDone();
  }

  private synchronized void awaitChange() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
    for (long left = RETRY_MILLIS; !isChanged && !isClosed() && left > 0;) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
  }

  private void openAndWork() throws InterruptedException {
    synchronized (this) {
      isChanged = false;
    }
    IndexSettings settings = scope.settings().get().index();
    List<Path> folders = scope.folders().get();
    String ownLocation = scope.isTrusted().getAsBoolean() ? settings.location() : "";
    if (!settings.enabled()) {
      reporter.none("the index is switched off by the setting assay.index.enabled");
    } else if (folders.isEmpty()) {
      reporter.none("no folder is open whose functions could be indexed");
    } else {
      try {
        Optional<Engine> engine = awaitEngine();
        if (engine.isPresent()) {
          open(engine.get(), folders, ownLocation);
        }
      } catch (ExecutionException e) {
        reporter.failed(Failures.sentence(e)); // no engine; who needs it more says so
      } catch (IOException e) {
        reporter.failed(Failures.sentence(e));
        sayOnce(MessageType.Error, "the index cannot be used: " + Failures.sentence(e));
      }
    }
  }

  /** The engine, once it is there; it may take a while to start, in which the server may end. */
  private Optional<Engine> awaitEngine() throws ExecutionException, InterruptedException {
    CompletableFuture<Engine> engine = engines.engine();
    CompletableFuture.anyOf(engine, closing).get();
    return isClosed() ? Optional.empty() : Optional.of(engine.get());
  }

  private void open(Engine engine, List<Path> folders, String ownLocation) throws IOException, InterruptedException {
    String bundle = engine.advisor().bundle().id();
    if (engine.encoder().isEmpty()) {
      reporter.none("bundle " + bundle + " has no encoder, so functions are not indexed");
      return;
    }
    boolean ownsAll = ownLocation.isEmpty();
    String location = ownsAll ? IndexLocations.make(folders).toString() : ownLocation;
    reporter.location(location);
    open(location, engine, ownsAll, IndexOptions.forBundle(bundle));
  }

  private void open(String location, Engine engine, boolean ownsAll, IndexOptions options)
      throws IOException, InterruptedException {
    boolean replaces;
    synchronized (this) {
      replaces = replacesOtherBundle;
      replacesOtherBundle = false;
    }
    switch (IndexFolder.open(location, replaces ? options.replacingOtherBundle() : options)) {
      case IndexOpening.Writable writable -> {
        writable.notices().forEach(notice -> show(MessageType.Warning, notice));
        work(new IndexSession(context, engine, writable.index(), ownsAll, budget()));
      }
      case IndexOpening.ReadOnly readOnly -> {
        sayOnce(MessageType.Info, readOnly.notice());
        serveReadOnly(readOnly);
      }
      case IndexOpening.OtherBundle other -> {
        String notice = other.sentence("the command Rebuild Index (assay.reindex) makes it anew");
        reporter.otherBundle(notice);
        offerRebuild(notice);
      }
    }
  }

  private CpuBudget budget() {
    CpuBudget budget = CpuBudget.share(Runtime.getRuntime().availableProcessors(),
        scope.settings().get().index().maxCpu(), scope.isMeasuring());
    if (isPaused()) {
      budget.pause();
    }
    return budget;
  }

  private synchronized boolean isPaused() {
    return isPaused;
  }

  private void work(IndexSession opened) throws IOException, InterruptedException {
    synchronized (this) {
      session = Optional.of(opened);
      if (isChanged || isClosed()) {
        opened.stop();
      }
    }
    access.growing(true); // until the session has seen that there is nothing to do
    access.open(opened.index());
    reporter.opened(opened.index());
    IndexWarmUp.start(access, client);
    try {
      opened.work();
    } finally {
      synchronized (this) {
        session = Optional.empty();
      }
      progress.end("stopped");
      access.close();
      queue.clear();
      queue.reread();
      queue.rescan(FileIndexer.Again.NONE); // for the next session
      opened.index().close();
    }
  }

  /** Answers queries from what another process writes, until that is gone or something changes. */
  private void serveReadOnly(IndexOpening.ReadOnly readOnly) throws IOException, InterruptedException {
    access.open(readOnly.reader());
    reporter.readOnly(readOnly.reader(), readOnly.notice());
    try {
      awaitChange();
      notifyChanged();
    } finally {
      access.close();
      readOnly.reader().close();
    }
  }

  /** So that what is waited for next is tried at once. */
  private synchronized void notifyChanged() {
    isChanged = true;
  }

  private void offerRebuild(String notice) {
    if (said.add(notice)) {
      UserPrompts.ask(client, notice, "Rebuild").thenAccept(isWanted -> {
        if (isWanted) {
          reindex();
        }
      });
    }
  }

  private void sayOnce(MessageType type, String notice) {
    if (said.add(notice)) {
      show(type, notice);
    }
  }

  private void show(MessageType type, String notice) {
    client.log(type, notice);
    UserPrompts.show(client, type, notice);
  }

  /** Commits, closes the index and ends; waits a few seconds at most. */
  @Override
  public void close() {
    synchronized (this) {
      closing.complete(null);
      session.ifPresent(IndexSession::stop);
      queue.close();
      notifyAll();
      if (!isStarted) {
        return;
      }
    }
    try {
      worker.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the index can be queried just now. */
  public boolean isOpen() {
    try {
      return access.query(FunctionReader::bundleId).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
