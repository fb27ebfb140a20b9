package dev.assay.cli.run;

import dev.assay.cli.engine.Session;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.input.Input;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.input.InputReader;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.ProgressBar;
import dev.assay.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Does one piece of work for every unit of the inputs: in parallel, with results in the order of the inputs as soon as
 * they are there, and without letting a unit that fails stop the others.
 *
 * @param <R> what comes of a unit
 */
public final class UnitRun<R> {
  private final Console console;
  private final Session session;
  private final ProgressBar progress;
  private final int threads;
  private boolean failed;
  private boolean noted;
  private int units;
  private int elsewhere;

  /** A run on a session's workers. */
  public UnitRun(Console console, Session session) {
    this(console, session, session.pool().size() + 1);
  }

  /**
   * A run on a session's workers.
   *
   * @param threads how many units are worked on at a time, those that wait for a worker included
   */
  public UnitRun(Console console, Session session, int threads) {
    this.console = console;
    this.session = session;
    this.threads = threads;
    this.progress = new ProgressBar(console, System::nanoTime);
  }

  /** Is given what came of the units. */
  public interface Sink<R> {
    /**
     * Is told once, before the first result, how many units there are at least.
     *
     * @param atLeast all units when there are few; some more than few otherwise
     */
    default void begin(int atLeast) {}

    /** A unit is done. */
    void result(FileUnit unit, R result);

    /**
     * Whether what is shown of a unit has its notes; where it has not, they go to standard error, once a file. Asked
     * after {@link #begin}.
     */
    default boolean showsNotes() {
      return false;
    }
  }

  /** A unit to work on, or what there is to say of an input. */
  private sealed interface Item {
    record Found(FileUnit unit) implements Item {}

    record Failed(Problem problem) implements Item {}

    record Noted(Problem note, boolean isOfUnits) implements Item {}
  }

  /** An item, worked on. */
  private sealed interface Done<R> {
    record Worked<R>(FileUnit unit, R result) implements Done<R> {}

    record Failed<R>(Problem problem) implements Done<R> {}

    record Noted<R>(Problem note, boolean isOfUnits) implements Done<R> {}
  }

  /**
   * Works through the inputs. Reading begins while the session may still be loading what it measures with.
   *
   * @param few up to how many units {@link Sink#begin} is told the exact number of
   * @throws IOException when the session does not get ready
   */
  public void run(InputFinder.Found found, InputReader reader, int few, Function<FileUnit, R> work, Sink<R> sink)
      throws IOException {
    found.problems().forEach(this::report);
    List<Input> inputs = found.inputs();
    Iterator<Integer> indexes = IntStream.range(0, inputs.size()).iterator();
    try (OrderedMap<Integer, InputReader.Content> contents =
        new OrderedMap<>(indexes, session.pool().size() + 1, i -> read(reader, inputs.get(i), i, inputs.size()))) {
      contents.begin();
      session.awaitReady();
      LookAhead<Item> items = new LookAhead<>(new Items(contents));
      if (!inputs.isEmpty()) {
        progress.show(0, inputs.size(), 0, inputs.get(0).label());
      }
      sink.begin(items.count(Item.Found.class::isInstance, few));
      try (OrderedMap<Item, Done<R>> results = new OrderedMap<>(items, threads, item -> apply(work, item))) {
        while (results.hasNext() && !console.isAbandoned()) {
          show(results.next(), sink);
        }
      }
      if (units == 0 && !failed && !noted && !inputs.isEmpty() && !reader.isSelective()) {
        note(inputs.size() == 1 ? "assay: this file defines no function: " + inputs.getFirst().label()
            : "assay: none of these files defines a function: " + inputs.size() + " were read");
      }
    } finally {
      progress.clear();
    }
  }

  /** Whether any input, or unit of one, failed. */
  public boolean hasFailed() {
    return failed;
  }

  /** How many units were done. */
  public int unitCount() {
    return units;
  }

  /** How many functions were left out since they come from headers. */
  public int elsewhereCount() {
    return elsewhere;
  }

  /** Prints why an input, or a part of it, failed. */
  public void report(Problem problem) {
    failed = true;
    progress.clear();
    console.problem(problem.toString());
  }

  private void note(String note) {
    noted = true;
    progress.clear();
    console.problem(note);
  }

  private void show(Done<R> done, Sink<R> sink) {
    switch (done) {
      case Done.Failed<R> failure -> report(failure.problem());
      case Done.Noted<R> noted -> {
        if (!noted.isOfUnits() || !sink.showsNotes()) {
          note(noted.note().toString());
        }
      }
      case Done.Worked<R> worked -> {
        progress.clear();
        sink.result(worked.unit(), worked.result());
        units++;
        showProgress(worked.unit());
      }
    }
  }

  private void showProgress(FileUnit unit) {
    FileUnit.Place place = unit.place();
    double share = (place.file() + (place.index() + 1.0) / place.count()) / place.files();
    boolean oneFile = place.files() == 1;
    progress.show(oneFile ? place.index() + 1 : place.file() + 1, oneFile ? place.count() : place.files(), share,
        unit.displayName() + " (" + unit.file() + ")");
  }

  private InputReader.Content read(InputReader reader, Input input, int index, int count) {
    try {
      return reader.read(input, index, count);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return InputReader.Content.refused(new Problem(input.label(), 0, 0, words(e)));
    }
  }

  private Done<R> apply(Function<FileUnit, R> work, Item item) {
    return switch (item) {
      case Item.Failed failure -> new Done.Failed<>(failure.problem());
      case Item.Noted noted -> new Done.Noted<>(noted.note(), noted.isOfUnits());
      case Item.Found found -> {
        FileUnit unit = found.unit();
        try {
          yield new Done.Worked<>(unit, work.apply(unit));
        } catch (CancellationException e) {
          throw e;
        } catch (RuntimeException e) {
          yield new Done.Failed<>(new Problem(unit.file(), unit.line(), 0, unit.displayName() + ": " + words(e)));
        }
      }
    };
  }

  private static String words(RuntimeException e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** The items of each input in turn. */
  private final class Items implements Iterator<Item> {
    private final Iterator<InputReader.Content> contents;
    private final Deque<Item> ready = new ArrayDeque<>();

    Items(Iterator<InputReader.Content> contents) {
      this.contents = contents;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && contents.hasNext()) {
        InputReader.Content content = contents.next();
        content.units().forEach(unit -> ready.add(new Item.Found(unit)));
        content.problems().forEach(problem -> ready.add(new Item.Failed(problem)));
        boolean isOfUnits = !content.units().isEmpty();
        content.notes().forEach(note -> ready.add(new Item.Noted(note, isOfUnits)));
        elsewhere += content.elsewhere();
      }
      return !ready.isEmpty();
    }

    @Override
    public Item next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
