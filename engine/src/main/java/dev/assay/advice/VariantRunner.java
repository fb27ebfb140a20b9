package dev.assay.advice;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Quarantine;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has workers run whole pipelines, verify and compile what they leave.
 *
 * <p>One request a variant, so that one that kills its worker costs no other; what did is remembered and not tried
 * again.
 */
final class VariantRunner {
  private final WorkerPool pool;
  private final Quarantine quarantine;

  VariantRunner(WorkerPool pool, Quarantine quarantine) {
    this.pool = pool;
    this.quarantine = quarantine;
  }

  /**
   * Runs variants in turn.
   *
   * @param note is told, in words, why a variant has no result
   * @param consumer is given each result, its index that of the variant
   */
  void run(Unit unit, List<Request.Variant> variants, Cancellation cancellation, Consumer<String> note,
      Consumer<Reply.Evaluated> consumer) {
    for (int i = 0; i < variants.size(); i++) {
      Request.Variant variant = variants.get(i);
      String what = (variant.pipeline().isEmpty() ? "the unit as given" : variant.pipeline())
          + (variant.wantCode() ? ", compiled" : "");
      Optional<String> reason = quarantine.reasonAgainst(unit.hash(), List.of(what));
      if (reason.isPresent()) {
        note.accept(what + ": not tried again: " + reason.get());
        continue;
      }
      try {
        run(unit, variant, i, cancellation, note, consumer);
      } catch (WorkerFailure failure) {
        quarantine.remember(unit.hash(), List.of(what), failure.getMessage());
        note.accept(what + ": " + failure.getMessage());
      }
    }
  }

  private void run(Unit unit, Request.Variant variant, int index, Cancellation cancellation, Consumer<String> note,
      Consumer<Reply.Evaluated> consumer) throws WorkerFailure {
    pool.call(new Request.Evaluate(unit.bitcode(), List.of(variant)), reply -> {
      switch (reply) {
        case Reply.Evaluated e -> consumer.accept(
            new Reply.Evaluated(index, e.observation(), e.verifierMessage(), e.codeBytes(), e.codeMessage(), e.text()));
        case Reply.Refused refused -> note.accept(refused.message());
        default -> throw new IllegalStateException("unexpected " + reply);
      }
    }, () -> {
      // One variant has one reply, the last thing that its worker does.
    }, cancellation);
  }
}
