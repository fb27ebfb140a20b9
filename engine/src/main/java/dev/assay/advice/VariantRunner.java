package dev.assay.advice;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Quarantine;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has workers run whole pipelines, verify what they leave and generate code from it. Thread-safe.
 *
 * <p>One request a variant, so that one that kills its worker costs no other. What did is remembered by what was being
 * done, passes or the code generator, and not tried again: a code generator that crashes costs no figure of the IR.
 */
final class VariantRunner {
  /** Deaths of the code generator are kept apart from those that passes cause. */
  private static final String CODE = " code";

  private final WorkerPool pool;
  private final Quarantine quarantine;

  VariantRunner(WorkerPool pool, Quarantine quarantine) {
    this.pool = pool;
    this.quarantine = quarantine;
  }

  /**
   * Runs one variant.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  VariantResult run(Unit unit, Request.Variant variant, Cancellation cancellation) {
    List<String> passes = List.of(variant.pipeline().isEmpty() ? "the unit as given" : variant.pipeline());
    Optional<String> reason = quarantine.reasonAgainst(unit.hash(), passes);
    if (reason.isPresent()) {
      return new VariantResult.Failed("not tried again: " + reason.get());
    }
    if (!variant.wantCode()) {
      try {
        return ask(unit, variant, cancellation);
      } catch (WorkerFailure failure) {
        quarantine.remember(unit.hash(), passes, failure.getMessage());
        return new VariantResult.Failed(failure.getMessage());
      }
    }
    List<String> code = List.of(passes.get(0) + " for " + variant.machine().map(Object::toString).orElse("its target"));
    Optional<String> codeReason = quarantine.reasonAgainst(unit.hash() + CODE, code);
    if (codeReason.isPresent()) {
      return withoutCode(unit, variant, "not tried again: " + codeReason.get(), cancellation);
    }
    try {
      return ask(unit, variant, cancellation);
    } catch (WorkerFailure failure) {
      // Whether passes or the code generator did it shows when the passes are run alone.
      VariantResult alone = withoutCode(unit, variant, failure.getMessage(), cancellation);
      if (alone instanceof VariantResult.Ran) {
        quarantine.remember(unit.hash() + CODE, code, failure.getMessage());
      }
      return alone;
    }
  }

  private VariantResult withoutCode(Unit unit, Request.Variant variant, String reason, Cancellation cancellation) {
    VariantResult result = run(unit, variant.withoutCode(), cancellation);
    return result instanceof VariantResult.Ran ran
        ? new VariantResult.Ran(ran.observation(), ran.verifierMessage(), new CodeSize.None(reason), ran.text())
        : result;
  }

  private VariantResult ask(Unit unit, Request.Variant variant, Cancellation cancellation) throws WorkerFailure {
    List<VariantResult> results = new ArrayList<>();
    pool.call(new Request.Evaluate(unit.bitcode(), List.of(variant)), reply -> results.add(switch (reply) {
      case Reply.Evaluated e -> new VariantResult.Ran(e.observation(), e.verifierMessage(), code(variant, e), e.text());
      case Reply.Refused refused -> new VariantResult.Failed(refused.message());
      default -> throw new IllegalStateException("unexpected " + reply);
    }), results::clear, cancellation);
    if (results.isEmpty()) { // a worker that was told to stop says nothing
      cancellation.check();
      return new VariantResult.Failed("the worker did not answer");
    }
    return results.get(0);
  }

  private static CodeSize code(Request.Variant variant, Reply.Evaluated evaluated) {
    if (!variant.wantCode()) {
      return new CodeSize.None("not asked for");
    }
    if (!evaluated.codeMessage().isEmpty()) {
      return new CodeSize.None(evaluated.codeMessage());
    }
    try {
      return new CodeSize.Bytes(ObjectCode.read(evaluated.object()).codeBytes());
    } catch (ObjectFormatException e) {
      return new CodeSize.None(e.getMessage());
    }
  }
}
