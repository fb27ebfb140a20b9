package dev.assay.lsp.analysis;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Processors;
import dev.assay.digest.Sha256;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.source.SourceFile;
import dev.assay.tune.FileTuner;
import dev.assay.tune.Library;
import dev.assay.tune.TuneInput;
import dev.assay.tune.TuneOptions;
import dev.assay.tune.Tuned;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tunes files when somebody asks for that, one at a time, and keeps what came of it by content: the text, the command,
 * and the IR of its functions, in which changed headers show. Nothing is tuned of its own accord, and what is known is
 * told without waiting. Thread-safe.
 */
public final class TuneService {
  private static final int KEPT = 100;
  private static final long CANCELLATION_CHECK_MILLIS = 100;

  private final Semaphore turn = new Semaphore(1, true);
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
  private final Map<String, TunedDocument> kept = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, TunedDocument> eldest) {
      return size() > KEPT;
    }
  };
  private volatile Runnable onChange = () -> {
  };

  /** Is called whenever more is known. */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  /** What is known of the very text that was read; never waits. */
  public Optional<TunedDocument> known(Reading reading) {
    synchronized (kept) {
      if (kept.isEmpty()) {
        return Optional.empty(); // as long as nobody tunes, nothing is digested
      }
    }
    String key = key(reading);
    synchronized (kept) {
      return Optional.ofNullable(kept.get(key));
    }
  }

  /**
   * Tunes the text that was read; takes seconds.
   *
   * @return what came of it, or a sentence
   * @throws java.util.concurrent.CancellationException when cancelled, or the server gives its work up
   */
  public Made<TunedDocument> tune(Reading reading, TuneOptions options, FileTuner.Listener listener,
      Cancellation cancellation) {
    Cancellation part = cancellation.part();
    running.add(part);
    try {
      while (!turn.tryAcquire(CANCELLATION_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        part.check();
      }
      try {
        String key = key(reading);
        Optional<TunedDocument> known = known(reading).filter(found -> found.options().equals(options));
        if (known.isPresent()) {
          return Made.of(known.get());
        }
        Made<TunedDocument> made = now(reading, options, listener, part);
        made.value().ifPresent(document -> {
          synchronized (kept) {
            kept.put(key, document);
          }
          onChange.run();
        });
        return made;
      } finally {
        turn.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Made.not("interrupted");
    } finally {
      running.remove(part);
    }
  }

  private static Made<TunedDocument> now(Reading reading, TuneOptions options, FileTuner.Listener listener,
      Cancellation cancellation) {
    Library library = reading.engine().advisor().bundle().library();
    // Without passes for single functions: what is shown here is what the flags give that an action inserts.
    WorkerPool pool = reading.engine().pool();
    FileTuner tuner = new FileTuner(pool.llvm(), library).helpedBy(new Processors(pool.size() - 1));
    Made<Tuned> tuned =
        tuner.tune(new TuneInput.OfWorkspace(reading.build().source()), options, listener, cancellation);
    return tuned.map(made -> TunedDocument.of(made, options, library.forTarget(made.target()).entries().size()));
  }

  /** Gives up what is being tuned. */
  public void cancelAll() {
    running.forEach(Cancellation::cancel);
  }

  private static String key(Reading reading) {
    SourceFile source = reading.build().source();
    MessageDigest digest = Sha256.begin();
    add(digest, source.path().toString());
    source.command().ifPresent(command -> {
      add(digest, command.directory().toString());
      command.arguments().forEach(argument -> add(digest, argument));
    });
    for (Unit unit : reading.result().units()) {
      add(digest, unit.name());
      add(digest, unit.hash());
    }
    digest.update(source.content());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String word) {
    digest.update(word.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
