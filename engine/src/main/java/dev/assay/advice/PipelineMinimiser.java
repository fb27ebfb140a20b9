package dev.assay.advice;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.RecentlyUsed;
import dev.assay.digest.Sha256;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Quarantine;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import dev.assay.wire.TargetMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leaves out of a sequence what does not matter for a unit, so that what is suggested can be read. Thread-safe.
 *
 * <p>What is left has been run by the worker that found it; who suggests it runs it again.
 */
final class PipelineMinimiser {
  private static final int KEPT = 2000;

  private final WorkerPool pool;
  private final Quarantine quarantine;
  /** What was found, so that a function that an edit has not touched is not worked on again. */
  private final RecentlyUsed<String, List<String>> found = new RecentlyUsed<>(KEPT);

  PipelineMinimiser(WorkerPool pool, Quarantine quarantine) {
    this.pool = pool;
    this.quarantine = quarantine;
  }

  /**
   * What a sequence is to be kept as good as.
   *
   * @param then passes that follow in any case; may be empty
   * @param machine the target machine that passes and code are for; empty for target-neutral passes
   * @param wantCode whether code is generated, whose bytes count
   * @param objective what counts first
   */
  record Aim(String then, Optional<TargetMachine> machine, boolean wantCode, Objective objective) {
    /** As few instructions by target-neutral passes. */
    static final Aim INSTRUCTIONS = new Aim("", Optional.empty(), false, Objective.INSTRUCTIONS);
  }

  /**
   * A part of the sequence, in the same order, that leaves no more, from which no single pass can be left out (but for
   * units that take long, where it may be longer).
   *
   * @return the sequence itself where nothing shorter is found, or looking for it has killed a worker
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  List<String> minimise(Unit unit, List<String> sequence, Aim aim, Cancellation cancellation) {
    if (sequence.size() < 2) {
      return sequence;
    }
    List<String> mark = List.of("shorten " + Sha256.hex(String.join(",", sequence) + "\n" + aim));
    String key = unit.hash() + mark.getFirst();
    Optional<List<String>> known = found.get(key);
    if (known.isPresent() || quarantine.reasonAgainst(unit.hash(), mark).isPresent()) {
      return known.orElse(sequence);
    }
    Request.Shorten request = new Request.Shorten(unit.bitcode(), sequence, aim.then, aim.machine, aim.wantCode,
        aim.objective == Objective.BYTES);
    List<String> shortest = new ArrayList<>(sequence);
    try {
      pool.call(request, reply -> {
        if (reply instanceof Reply.Shortened shortened) {
          shortest.clear();
          shortened.kept().forEach(pass -> shortest.add(sequence.get(pass)));
        }
      }, () -> {
        shortest.clear();
        shortest.addAll(sequence);
      }, cancellation);
    } catch (WorkerFailure failure) {
      quarantine.remember(unit.hash(), mark, failure.getMessage());
      return sequence;
    }
    found.put(key, List.copyOf(shortest));
    return List.copyOf(shortest);
  }
}
