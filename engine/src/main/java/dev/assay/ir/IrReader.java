package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.source.Problem;
import dev.assay.source.SourceRange;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Has a worker parse IR and take it apart into units. Thread-safe. */
public final class IrReader {
  private final WorkerPool pool;

  /** A reader that uses the pool's workers. */
  public IrReader(WorkerPool pool) {
    this.pool = pool;
  }

  /**
   * Every defined function as a unit of its own, or those named.
   *
   * @param ir textual IR or bitcode
   * @param file how problems name the input
   * @param wanted the functions wanted, by symbol or by any of {@link dev.assay.source.CplusplusName#spellings}; empty
   *     means all
   */
  public Units functions(byte[] ir, String file, Set<String> wanted, Cancellation cancellation) {
    return read(new Request.Split(ir, file, false, List.copyOf(wanted), false, ""), Unit.Kind.FUNCTION, cancellation);
  }

  /**
   * Every defined function as a unit of its own, or those named, one of them as soon as it is there.
   *
   * @param wanted the functions wanted, by symbol or by any of {@link dev.assay.source.CplusplusName#spellings}; empty
   *     means all
   * @param first is given the function that it names before all others
   */
  Units functions(byte[] ir, String file, Set<String> wanted, FirstUnit first, Cancellation cancellation) {
    Optional<String> name = first.name();
    List<Unit> before = new ArrayList<>();
    return read(new Request.Split(ir, file, false, List.copyOf(wanted), false, name.orElse("")), Unit.Kind.FUNCTION,
        unit -> {
          if (name.isPresent() && before.isEmpty()) {
            before.add(unit);
            first.unit(unit);
          }
        }, cancellation);
  }

  /** Functions as units of their own that stay as their compiler builds them: {@code optnone} stays, too. */
  public Units asBuilt(byte[] ir, String file, Set<String> wanted, Cancellation cancellation) {
    return read(new Request.Split(ir, file, false, List.copyOf(wanted), true, ""), Unit.Kind.FUNCTION, cancellation);
  }

  /** The whole module as one unit that stays as its compiler builds it. */
  public Units programAsBuilt(byte[] ir, String file, Cancellation cancellation) {
    return read(new Request.Split(ir, file, true, List.of(), true, ""), Unit.Kind.PROGRAM, cancellation);
  }

  /** The whole module as one unit. */
  public Units program(byte[] ir, String file, Cancellation cancellation) {
    return read(new Request.Split(ir, file, true, List.of(), false, ""), Unit.Kind.PROGRAM, cancellation);
  }

  private Units read(Request.Split split, Unit.Kind kind, Cancellation cancellation) {
    return read(split, kind, unit -> {
    }, cancellation);
  }

  private Units read(Request.Split split, Unit.Kind kind, Consumer<Unit> listener, Cancellation cancellation) {
    List<Unit> units = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    String file = split.sourceName();
    try {
      pool.call(split, reply -> {
        switch (reply) {
          case Reply.Unit unit -> {
            units.add(unit(kind, unit));
            listener.accept(units.getLast());
          }
          case Reply.Problem problem -> problems
              .add(new Problem(file, problem.line(), problem.column(), "LLVM refuses this IR: " + problem.message()));
          case Reply.Refused refused -> problems.add(new Problem(file, 0, 0, refused.message()));
          default -> throw new IllegalStateException("unexpected " + reply);
        }
      }, () -> {
        units.clear();
        problems.clear();
      }, cancellation);
    } catch (WorkerFailure failure) {
      problems.add(Problem.ofFile(kind(failure), file, "LLVM cannot read this file: " + failure.getMessage()));
    }
    return new Units(units, problems);
  }

  private static Problem.Kind kind(WorkerFailure failure) {
    return switch (failure.kind()) {
      case CRASHED, KILLED -> Problem.Kind.WORKER_LOST;
      case TIMED_OUT -> Problem.Kind.TIMEOUT;
      case OUT_OF_MEMORY -> Problem.Kind.TOO_LARGE;
    };
  }

  private static Unit unit(Unit.Kind kind, Reply.Unit unit) {
    Optional<SourceRange> range = unit.line() < 1 ? Optional.empty()
        : Optional.of(new SourceRange(unit.line(), Math.max(unit.line(), unit.lastLine())));
    return new Unit(kind, unit.name(), unit.file(), range, unit.hash(), unit.optnoneRemoved(), unit.triple(),
        unit.observation(), unit.bitcode()).shownAs(unit.displayName()).alsoCalled(unit.aliases(), unit.resolved());
  }
}
