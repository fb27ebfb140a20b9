package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.build.FileBuild;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.client.Progress;
import dev.assay.lsp.settings.Settings;
import dev.assay.lsp.text.FunctionMap;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.eclipse.lsp4j.MessageType;

/**
 * One open document and its queue: the newest text is read, everything older is cancelled, and the result of reading
 * an older text is dropped. Thread-safe; no method waits for work.
 */
public final class OpenDocument {
  /** Beyond this many functions, those of a file are measured when the user looks at them. */
  static final int MOST_IN_BACKGROUND = 500;

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int SHORTEST_DEBOUNCE_MILLIS = 40;

  private static final AtomicLong TOKENS = new AtomicLong();

  private final AnalysisContext context;
  private final DocumentAddress address;
  private final Optional<Language> language;
  private final ReadingListener readings;

  private TextSnapshot text;
  private int version;
  private Optional<Reading> reading = Optional.empty();
  /** Of a text that is being read: the function that the user looks at, alone. */
  private Optional<Reading> early = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private Optional<MeasuringProgress> progress = Optional.empty();
  private Cancellation current = new Cancellation();
  private ScheduledFuture<?> pending;
  private String lastFlagsNote = "";
  /** Where the user was last, to have that function measured first. */
  private int focus;
  /** When the user last looked at a function; a while later, it is not measured before all others any more. */
  private long lookedAt = System.nanoTime() - LOOK_NANOS;
  /** How long the last reading took. */
  private long readNanos;
  private boolean closed;
  private String token = "";
  private volatile Mapped mapped;

  /**
   * What a request sees of the document.
   *
   * @param version the version of the text
   * @param text the text
   * @param functions where its functions are
   * @param reading the last reading that succeeded, perhaps of an older version
   * @param early of the text that is being read, the one function that the user looks at, where it is there already
   * @param failure why there is no newer one, where the reader is out of order
   */
  public record View(int version, TextSnapshot text, FunctionMap functions, Optional<Reading> reading,
      Optional<Reading> early, Optional<String> failure) {}

  /**
   * A text under a user's hands.
   *
   * @param text the text
   * @param focus the offset of the last change
   */
  record Edited(TextSnapshot text, int focus) {}

  private record Mapped(TextSnapshot text, FunctionMap functions) {}

  OpenDocument(AnalysisContext context, DocumentAddress address, Optional<Language> language, int version, String text,
      ReadingListener readings) {
    this.context = context;
    this.readings = readings;
    this.address = address;
    this.language = language;
    this.version = version;
    this.text = TextSnapshot.of(text);
  }

  /** Where it is. */
  public DocumentAddress address() {
    return address;
  }

  /** What it is written in; empty for documents that are of no interest. */
  public Optional<Language> language() {
    return language;
  }

  /** What can be seen of it now; empty where it is of no interest. */
  public Optional<View> view() {
    if (language.isEmpty()) {
      return Optional.empty();
    }
    int seen;
    TextSnapshot snapshot;
    Optional<Reading> last;
    Optional<Reading> first;
    Optional<String> reason;
    synchronized (this) {
      seen = version;
      snapshot = text;
      last = reading;
      first = early.filter(one -> one.version() == version);
      reason = failure;
    }
    return Optional.of(new View(seen, snapshot, functions(language.get(), snapshot), last, first, reason));
  }

  /** Finds a text's functions, once; without the lock, since a large text takes a while. */
  private FunctionMap functions(Language of, TextSnapshot snapshot) {
    Mapped known = mapped;
    if (known == null || known.text != snapshot) {
      known = new Mapped(snapshot, FunctionMap.of(of, snapshot));
      mapped = known;
    }
    return known.functions;
  }

  /** The user looks at a place: the function there comes first when the text has been read. */
  public synchronized void look(int offset) {
    focus = offset;
    lookedAt = System.nanoTime();
  }

  /** The user looks at a unit: it is measured before all others. */
  public void prioritise(Reading of, Unit unit, int offset) {
    look(offset);
    context.advice().prioritise(this, of.request(unit));
    context.builds().prioritise(of, unit);
    context.health().tell();
  }

  /** Takes a change of the text, and reads it when the user pauses. */
  synchronized void change(int newVersion, UnaryOperator<Edited> edit) {
    Edited edited = edit.apply(new Edited(text, focus));
    text = edited.text;
    focus = edited.focus;
    version = newVersion;
    context.builds().supersede(this); // clang at work on the old text would only keep the new one waiting
    // What is read in no time need not wait for a pause; what takes long is not begun between two keystrokes.
    long half = TimeUnit.NANOSECONDS.toMillis(readNanos) / 2;
    read((int) Math.min(context.settings().get().debounceMillis(), Math.max(SHORTEST_DEBOUNCE_MILLIS, half)));
  }

  /** Reads the text after a delay; whatever else was to be read of it, or is being read, is given up. */
  synchronized void read(int delayMillis) {
    current.cancel();
    if (pending != null) {
      pending.cancel(false);
    }
    if (closed || language.isEmpty()) {
      return;
    }
    Cancellation mine = new Cancellation();
    current = mine;
    context.health().busy(this);
    pending = context.timer().schedule(
        () -> Thread.ofVirtual().name("read " + address.name()).start(() -> readNow(language.get(), mine)), delayMillis,
        TimeUnit.MILLISECONDS);
  }

  private void readNow(Language of, Cancellation cancellation) {
    TextSnapshot snapshot;
    int read;
    synchronized (this) {
      snapshot = text;
      read = version;
    }
    long start = System.nanoTime();
    try {
      cancellation.check();
      EngineHolder.Start engines = context.engines().start();
      Path path = address.pathFor(of);
      Optional<CompileCommand> command =
          of.isCompiled() ? address.file().flatMap(context.commands()::command) : Optional.empty();
      SourceFile source = new SourceFile(path, snapshot.bytes(), command);
      EarlyReading first = new EarlyReading(this, context, snapshot, read, source, engines, cancellation);
      ReadResult result = first.read();
      Engine engine = engines.measuring().join();
      Settings settings = context.settings().get();
      FileBuild build = first.build().orElseGet(() -> build(source, result, engine));
      accept(snapshot, path, Reading.of(read, result, engine, build, settings.probesEnabled(), settings.objective()),
          System.nanoTime() - start, cancellation);
      int units = result.units().size();
      context.client().trace("read " + address.name() + " version " + read + ": " + units + " functions",
          Optional.of((System.nanoTime() - start) / 1_000_000 + " ms, " + result.problems().size() + " problems"));
      engines.engine().join(); // an engine that turns out not to open measures nothing
    } catch (CancellationException e) {
      context.client().trace("gave up reading " + address.name() + " version " + read, Optional.empty());
    } catch (CompletionException e) { // no engine
      forget(read);
      fail(Failures.sentence(e), cancellation);
    } catch (RuntimeException | Error e) {
      context.client().logFailure("reading " + address.name() + " failed", e);
      fail(Failures.sentence(e), cancellation);
    } finally {
      synchronized (this) {
        if (current == cancellation) {
          context.health().idle(this);
        }
      }
    }
  }

  /** The name of the function that the user looks at, in a text; empty where that was a while ago. */
  Optional<String> lookedAt(TextSnapshot in) {
    int offset;
    synchronized (this) {
      if (!isLookedAt()) {
        return Optional.empty();
      }
      offset = focus;
    }
    return functions(language.orElseThrow(), in).around(offset).map(FunctionText::name);
  }

  private synchronized boolean isLookedAt() {
    return System.nanoTime() - lookedAt < LOOK_NANOS;
  }

  /** The function that the user looks at is measured while the others are taken out of their file. */
  synchronized void acceptEarly(Reading now, Unit unit, Cancellation cancellation) {
    if (cancellation.isCancelled() || reading.flatMap(last -> last.unit(unit.name()))
        .filter(before -> before.hash().equals(unit.hash())).isPresent()) {
      return; // what is known of it stays on screen
    }
    early = Optional.of(now);
    if (reading.isPresent()) {
      context.advice().prioritise(this, now.request(unit));
      return;
    }
    context.advice().request(this, List.of(now.request(unit)), true, new MeasuringProgress(context.health()));
    context.builds().request(this, now, List.of(unit), true);
  }

  /** The build of what was read. */
  FileBuild build(SourceFile source, ReadResult result, Engine engine) {
    ProjectCommands commands = context.commands();
    Optional<CompileCommand> asWritten = source.command().flatMap(asked -> commands.asWritten(source.path()));
    return engine.builds().by(commands.ownCompiler()).of(source, result, asWritten);
  }

  /** Drops what was read of a version, where nothing can be measured of it. */
  private synchronized void forget(int readVersion) {
    reading = reading.filter(last -> last.version() != readVersion);
    early = early.filter(first -> first.version() != readVersion);
  }

  private synchronized void fail(String sentence, Cancellation cancellation) {
    if (!cancellation.isCancelled()) {
      failure = Optional.of(sentence);
      notifyAll();
      context.health().failed(sentence);
    }
  }

  private synchronized void accept(TextSnapshot of, Path path, Reading now, long nanos, Cancellation cancellation) {
    cancellation.check(); // under the lock: nothing newer can come in between
    readNanos = nanos;
    ReadResult result = now.result();
    reading = Optional.of(now);
    early = Optional.empty();
    failure = Optional.empty();
    notifyAll();
    context.health().worked();
    Diagnoser diagnoser = new Diagnoser(path, of, context.client().features().relatedInformation());
    context.client().publish(address.uri(), Optional.of(now.version()), diagnoser.diagnose(result));
    String note = Diagnoser.flagsNote(result.droppedFlags()).orElse("");
    if (!note.isEmpty() && !note.equals(lastFlagsNote)) {
      context.client().log(MessageType.Info, address.name() + ": " + note);
    }
    lastFlagsNote = note;
    if (!result.outline().functions().isEmpty()) { // exact, where the text's own was rough
      mapped = new Mapped(of, FunctionMap.of(language.orElseThrow(), of, result.outline()));
    }
    measure(now, of);
    readings.read(this, now);
  }

  /**
   * Waits until the newest text has been read, or cannot be; the view says which.
   *
   * @param millis how long to wait at most
   */
  public synchronized void awaitRead(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; left > 0 && !isSettled();) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }

  private boolean isSettled() {
    return failure.isPresent() || reading.filter(last -> last.version() == version).isPresent();
  }

  private void measure(Reading now, TextSnapshot of) {
    List<Unit> units = new ArrayList<>(now.result().units());
    if (units.size() > MOST_IN_BACKGROUND) {
      context.client().log(MessageType.Info, address.name() + " has " + units.size() + " functions; "
          + MOST_IN_BACKGROUND + " are measured in the background, the others when you look at them");
    }
    Optional<String> first = functions(language.orElseThrow(), of).around(focus).map(FunctionText::name);
    Optional<Unit> looked = first.flatMap(now::unit);
    looked.ifPresent(unit -> {
      units.remove(unit);
      units.add(0, unit);
    });
    boolean isLookedAt = looked.isPresent() && isLookedAt();
    List<AdviceRequest> requests = units.stream().limit(MOST_IN_BACKGROUND).map(now::request).toList();
    progress.ifPresent(before -> before.stop("superseded"));
    MeasuringProgress shown = new MeasuringProgress(context.health());
    progress = Optional.of(shown);
    int open = context.advice().request(this, requests, isLookedAt, shown);
    context.builds().request(this, now, units.stream().limit(MOST_IN_BACKGROUND).toList(), isLookedAt);
    if (open > 0 && context.client().features().workDoneProgress()) {
      token = "assay/measure/" + TOKENS.incrementAndGet();
      shown.show(Progress.begin(context.client().client(), token, "Assay: measuring " + address.name()));
    }
    context.health().tell();
  }

  /** The user wants no more measuring in the background for this text; what the user looks at is still measured. */
  synchronized void stopMeasuring(String cancelledToken) {
    if (!token.equals(cancelledToken)) {
      return;
    }
    progress.ifPresent(before -> before.stop("cancelled"));
    context.advice().request(this, List.of(), false, new MeasuringProgress(context.health()));
    context.builds().stop(this);
    context.health().tell();
  }

  /** Ends all work for it and takes its diagnostics away. */
  synchronized void close() {
    closed = true;
    current.cancel();
    if (pending != null) {
      pending.cancel(false);
    }
    progress.ifPresent(before -> before.stop("closed"));
    context.advice().drop(this);
    context.builds().drop(this);
    context.health().idle(this);
    if (language.isPresent()) {
      context.client().publish(address.uri(), Optional.empty(), List.of());
    }
  }
}
