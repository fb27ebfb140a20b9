package dev.assay.lsp.analysis;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.Candidate;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.build.FileBuild;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures functions in their files' builds in the background, and keeps what was measured for as long as the text is
 * the newest. Thread-safe; no method waits for work.
 *
 * <p>First come the functions that the user looks at, then the levels of all others, then the pipelines, which can be
 * tried once a function's advice names some; of a function that is looked at, while its file is still being compiled. A
 * text that has been superseded is given up with all its figures: what one function becomes depends on its whole file.
 */
public final class BuildService implements AutoCloseable {
  /** Each takes a processor, as each unit does that is being advised on meanwhile. */
  private static final int AT_A_TIME = 2;
  /** How many more there may be while the user waits for one. */
  private static final int EXTRA = 1;

  private final Function<AdviceRequest, Optional<List<Candidate>>> candidates;
  private final Attention attention;
  private final BuildMeasurer measurer;
  private final Map<Object, OpenFile> files = new LinkedHashMap<>();
  private final IdentityHashMap<FileBuild, OpenFile> byBuild = new IdentityHashMap<>();
  private final AtomicBoolean isWaking = new AtomicBoolean();
  private int running;
  private long clock;
  private boolean closed;
  /** Read without the lock, by listeners that hold others. */
  private volatile int waiting;
  private volatile Runnable changed = () -> {
  };
  private volatile Consumer<FileBuild> built = build -> {
  };

  /**
   * What is known of a function.
   *
   * @param figures what has been measured so far
   * @param ownCompiler what the project's own compiler makes of the file; empty where it may not be run
   * @param isComplete whether there is nothing more to come
   * @param isOfTextBefore whether they are of the text before, in which the function was the same
   * @param failure why nothing could be measured
   */
  public record Known(Optional<BuildFigures> figures, Optional<Made<OwnCompiler.Compiled>> ownCompiler,
      boolean isComplete, boolean isOfTextBefore, Optional<String> failure) {
    /** Of a function that nobody has asked for. */
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), false, false, Optional.empty());
  }

  /** What is measured by itself; what comes first here goes first. */
  private enum Part {
    LEVELS,
    PIPELINES
  }

  /** A part of a job that can be begun. */
  private record Next(Job job, Part part, Optional<List<Candidate>> candidates) {}

  /** A text's functions; given up together. */
  private static final class OpenFile {
    private final Reading reading;
    private final Cancellation cancellation = new Cancellation();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private Optional<Made<OwnCompiler.Compiled>> ownCompiler = Optional.empty();
    private boolean isBuilt;

    OpenFile(Reading reading) {
      this.reading = reading;
    }
  }

  private static final class Job {
    private final OpenFile file;
    private final Unit unit;
    private final Cancellation cancellation;
    /** Figures of an equal function of the text before, shown until those of this one are there. */
    private Optional<BuildFigures> kept = Optional.empty();
    private final Set<Part> open = EnumSet.noneOf(Part.class);
    private final Map<Part, Optional<Attention.Wait>> running = new EnumMap<>(Part.class);
    /** When the user last looked at it; 0 for never. */
    private long prioritisedAt;
    private Optional<BuildFigures> levels = Optional.empty();
    private Optional<BuildFigures> pipelines = Optional.empty();
    private Optional<String> failure = Optional.empty();

    Job(OpenFile file, Unit unit) {
      this.file = file;
      this.unit = unit;
      this.cancellation = file.cancellation.part();
      reopen();
    }

    final void reopen() {
      open.addAll(file.reading.buildOptions().findBest() ? EnumSet.allOf(Part.class) : EnumSet.of(Part.LEVELS));
    }

    boolean isDone() {
      return open.isEmpty();
    }

    boolean isLookedAt() {
      return prioritisedAt > 0;
    }

    /** Levels are shown as they come, with the smallest of what has been tried beside them. */
    Optional<BuildFigures> figures() {
      return levels.map(known -> pipelines.filter(tried -> tried.tried() > 0 || tried.isComplete())
          .map(known::withBestOf).orElse(known));
    }

    /** Takes what was known of the function, if it is the same; of its file, that was the text before. */
    void keep(Job before) {
      if (before.unit.hash().equals(unit.hash()) && before.failure.isEmpty()
          && (before.isDone() || before.kept.isPresent())) {
        kept = before.kept.or(before::figures);
      }
    }

    AdviceRequest request() {
      return file.reading.request(unit);
    }
  }

  /** Measures by the readings' engines; what is worth trying, the advice says. */
  public BuildService(AdviceService advice, Attention attention) {
    this(advice::candidates, attention, BuildMeasurer.BY_ENGINE);
  }

  /**
   * A service over other means.
   *
   * @param candidates what is worth trying for a unit; empty while that is not known. Called with the lock held
   */
  BuildService(Function<AdviceRequest, Optional<List<Candidate>>> candidates, Attention attention,
      BuildMeasurer measurer) {
    this.candidates = candidates;
    this.attention = attention;
    attention.onRest(this::wake);
    this.measurer = measurer;
  }

  /**
   * Replaces what an owner wants measured; the earlier in the list, the sooner. Of functions that are as they were in
   * the owner's text before, the figures stay until there are new ones.
   *
   * @param isLookedAt whether the user looks at the first
   */
  public synchronized void request(Object owner, Reading reading, List<Unit> units, boolean isLookedAt) {
    OpenFile before = files.get(owner);
    OpenFile now = before != null && before.reading.build() == reading.build() ? before : new OpenFile(reading);
    if (before != null && before != now) {
      drop(owner);
    }
    if (closed) {
      return;
    }
    files.put(owner, now);
    byBuild.put(reading.build(), now);
    units.forEach(unit -> now.jobs.computeIfAbsent(unit.name(), name -> new Job(now, unit)));
    if (before != null && before != now && before.reading.build().isBuiltLike(reading.build())) {
      now.jobs.forEach((name, job) -> Optional.ofNullable(before.jobs.get(name)).ifPresent(job::keep));
    }
    if (isLookedAt && !units.isEmpty()) {
      hurry(now.jobs.get(units.getFirst().name()));
    }
    fill();
  }

  /** The user looks at a function of an owner's newest text: it comes before all others. A failure is forgotten. */
  public synchronized void prioritise(Reading reading, Unit unit) {
    OpenFile file = byBuild.get(reading.build());
    if (file == null || closed) {
      return;
    }
    Job job = file.jobs.computeIfAbsent(unit.name(), name -> new Job(file, unit));
    hurry(job);
    if (job.failure.isPresent()) {
      job.failure = Optional.empty();
      job.reopen();
    }
    fill();
  }

  /** The user looks at this one now, and not at the others any more. */
  private void hurry(Job job) {
    jobs().forEach(other -> other.cancellation.relax());
    job.prioritisedAt = ++clock;
    job.cancellation.hurry();
  }

  /** Wants no more of an owner's text in the background; what is known stays known. */
  public synchronized void stop(Object owner) {
    OpenFile file = files.get(owner);
    if (file != null) {
      file.jobs.values().removeIf(job -> job.running.isEmpty() && job.open.contains(Part.LEVELS) && !job.isLookedAt());
      fill();
    }
  }

  /** An owner's text has been edited: nothing more is measured of it; what is known stays until there is a new one. */
  public synchronized void supersede(Object owner) {
    OpenFile file = files.get(owner);
    if (file != null) {
      file.cancellation.cancel();
      fill();
    }
  }

  /** Drops an owner with all that it wants and all that is known of it. */
  public synchronized void drop(Object owner) {
    OpenFile file = files.remove(owner);
    if (file != null) {
      file.cancellation.cancel();
      byBuild.remove(file.reading.build());
      fill();
    }
  }

  /** What is known of a function now. */
  public synchronized Known known(Reading reading, Unit unit) {
    OpenFile file = byBuild.get(reading.build());
    Job job = file == null ? null : file.jobs.get(unit.name());
    return job == null ? Known.NOTHING
        : job.kept.isPresent() && job.failure.isEmpty()
            ? new Known(job.kept, job.file.ownCompiler, true, job.open.contains(Part.LEVELS), Optional.empty())
            : new Known(job.figures(), job.file.ownCompiler, job.isDone(), false, job.failure);
  }

  /** Has a listener told, on some thread, that more is known or less is to be done. */
  public void onChange(Runnable listener) {
    changed = listener;
  }

  /** Has a listener given each build whose levels have been measured for some function; with the lock held. */
  public void onBuilt(Consumer<FileBuild> listener) {
    built = listener;
  }

  /** Looks, soon, whether there is anything to try that there was not. Never waits for a lock. */
  public void wake() {
    if (isWaking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("build wake").start(() -> {
        isWaking.set(false);
        synchronized (this) {
          fill();
        }
      });
    }
  }

  /** How many functions wait or are being measured. */
  public int waiting() {
    return waiting;
  }

  private void fill() {
    while (!closed && start()) {
      // As many as there may be.
    }
    waiting = (int) jobs().filter(job -> !job.running.isEmpty() || ready(job).findFirst().isPresent()).count();
  }

  private Stream<Job> jobs() {
    return files.values().stream().filter(file -> !file.cancellation.isCancelled())
        .flatMap(file -> file.jobs.values().stream());
  }

  /** The parts of a job that can be begun now. */
  private Stream<Next> ready(Job job) {
    return job.open.stream().filter(part -> !job.running.containsKey(part)).flatMap(part -> switch (part) {
      case LEVELS -> Stream.of(new Next(job, part, Optional.empty()));
      case PIPELINES -> job.open.contains(Part.LEVELS) && !job.isLookedAt() ? Stream.empty()
          : candidates.apply(job.request()).stream().map(found -> new Next(job, part, Optional.of(found)));
    });
  }

  private boolean start() {
    // Sorting is stable: among equals the order is that of the requests.
    Optional<Next> next = jobs().flatMap(this::ready)
        .sorted(Comparator.<Next>comparingLong(ready -> -ready.job.prioritisedAt).thenComparing(ready -> ready.part))
        .findFirst();
    if (next.isEmpty() || running >= AT_A_TIME + (next.get().job.isLookedAt() ? EXTRA : 0)) {
      return false;
    }
    Job job = next.get().job;
    if (!job.isLookedAt() && attention.isWaiting()) {
      return false; // woken when the user has what the user looks at
    }
    job.running.put(next.get().part, job.isLookedAt() ? Optional.of(attention.begin()) : Optional.empty());
    running++;
    // No virtual thread: a build's parts are made under locks, which would hold on to its carrier.
    Thread.ofPlatform().daemon().name("build " + job.unit.name()).start(() -> run(next.get()));
    return true;
  }

  private void run(Next part) {
    Job job = part.job;
    Optional<BuildFigures> figures = Optional.empty();
    Optional<Made<OwnCompiler.Compiled>> ownCompiler = Optional.empty();
    Optional<String> failure = Optional.empty();
    try {
      figures = Optional.of(measurer.measure(job.file.reading, job.unit, part.candidates,
          grown -> grow(job, part.part, grown), job.cancellation));
      ownCompiler = job.file.reading.build().ownCompiler(job.file.cancellation); // once for all functions of the file
    } catch (CancellationException e) {
      failure = job.file.cancellation.isCancelled() ? failure : Optional.of("measuring was stopped");
    } catch (RuntimeException | Error e) {
      failure = Optional.of(Failures.sentence(e));
    }
    finish(job, part.part, figures, ownCompiler, failure);
    changed.run();
  }

  private void grow(Job job, Part part, BuildFigures grown) {
    synchronized (this) {
      set(job, part, grown);
    }
    changed.run();
  }

  private static void set(Job job, Part part, BuildFigures figures) {
    switch (part) {
      case LEVELS -> job.levels = Optional.of(figures);
      case PIPELINES -> job.pipelines = Optional.of(figures);
    }
  }

  private synchronized void finish(Job job, Part part, Optional<BuildFigures> figures,
      Optional<Made<OwnCompiler.Compiled>> ownCompiler, Optional<String> failure) {
    running--;
    job.running.remove(part).ifPresent(Attention.Wait::end);
    if (job.file.cancellation.isCancelled()) { // what was known of it is for the next text
      fill();
      return;
    }
    figures.ifPresent(known -> set(job, part, known));
    job.file.ownCompiler = ownCompiler.or(() -> job.file.ownCompiler);
    if (failure.isPresent()) {
      job.failure = failure;
      job.open.clear();
    } else {
      job.open.remove(part);
      if (part == Part.LEVELS && !job.file.isBuilt) {
        job.file.isBuilt = true;
        built.accept(job.file.reading.build());
      }
    }
    if (!job.open.contains(Part.LEVELS)) {
      job.kept = job.isDone() ? Optional.empty() : job.kept.flatMap(kept -> renewed(kept, job.levels));
    }
    fill();
  }

  /** What was kept, with the levels as they are now: nothing where the function itself came out otherwise. */
  private static Optional<BuildFigures> renewed(BuildFigures kept, Optional<BuildFigures> now) {
    return now.filter(figures -> alone(figures).equals(alone(kept))).map(figures -> new BuildFigures(figures.target(),
        figures.own(), figures.levels(), kept.best(), kept.tried(), kept.failed(), kept.isComplete()));
  }

  private static List<CodeSize> alone(BuildFigures figures) {
    return figures.levels().stream().map(LevelFigures::alone).toList();
  }

  /** Gives everything up; what is open has to be requested anew. */
  public synchronized void cancelAll() {
    files.values().forEach(file -> file.cancellation.cancel());
    files.clear();
    byBuild.clear();
    waiting = 0;
  }

  /** Gives everything up; nothing is measured afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    cancelAll();
  }
}
