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
import java.util.stream.IntStream;

/**
 * Has workers run whole pipelines, verify what they leave and generate code from it. Thread-safe.
 *
 * <p>A variant that kills its worker costs no other: those that were asked for together with it are asked for again,
 * without it. What did is remembered by what was being done, passes or the code generator, and not tried again: a
 * code generator that crashes costs no figure of the IR.
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
    Optional<String> reason = quarantine.reasonAgainst(unit.hash(), passes(variant));
    if (reason.isPresent()) {
      return new VariantResult.Failed("not tried again: " + reason.get());
    }
    Optional<String> codeReason =
        variant.wantCode() ? quarantine.reasonAgainst(unit.hash() + CODE, code(variant)) : Optional.empty();
    if (codeReason.isPresent()) {
      return withoutCode(unit, variant, "not tried again: " + codeReason.get(), cancellation);
    }
    try {
      return ask(unit, variant, cancellation);
    } catch (WorkerFailure failure) {
      return afterDeath(unit, variant, failure, cancellation);
    }
  }

  /**
   * Runs several variants of one unit, by one worker: what they leave alike is compiled once.
   *
   * @return a result for each, in their order
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  List<VariantResult> runAll(Unit unit, List<Request.Variant> variants, Cancellation cancellation) {
    VariantResult[] results = new VariantResult[variants.size()];
    List<Integer> left =
        IntStream.range(0, results.length).filter(i -> !isKnownToFail(unit, variants.get(i))).boxed().toList();
    while (left.size() > 1) {
      List<Integer> asked = left;
      try {
        pool.call(new Request.Evaluate(unit.bitcode(), asked.stream().map(variants::get).toList()), reply -> {
          int index = asked.get(index(reply));
          results[index] = result(variants.get(index), reply);
        }, () -> asked.forEach(index -> results[index] = null), cancellation);
        break;
      } catch (WorkerFailure failure) {
        if (failure.row() < 0 || failure.row() >= asked.size()) {
          break; // not by one of them
        }
        int index = asked.get(failure.row());
        results[index] = afterDeath(unit, variants.get(index), failure, cancellation);
        left = asked.stream().filter(i -> results[i] == null).toList();
      }
    }
    cancellation.check();
    for (int i = 0; i < results.length; i++) {
      results[i] = results[i] == null ? run(unit, variants.get(i), cancellation) : results[i];
    }
    return List.of(results);
  }

  /** What is known of a variant on which a worker died, which is remembered. */
  private VariantResult afterDeath(Unit unit, Request.Variant variant, WorkerFailure failure,
      Cancellation cancellation) {
    if (!variant.wantCode()) {
      quarantine.remember(unit.hash(), passes(variant), failure.getMessage());
      return new VariantResult.Failed(failure.getMessage());
    }
    // Whether passes or the code generator did it shows when the passes are run alone.
    VariantResult alone = withoutCode(unit, variant, failure.getMessage(), cancellation);
    if (alone instanceof VariantResult.Ran) {
      quarantine.remember(unit.hash() + CODE, code(variant), failure.getMessage());
    }
    return alone;
  }

  private boolean isKnownToFail(Unit unit, Request.Variant variant) {
    return quarantine.reasonAgainst(unit.hash(), passes(variant)).isPresent()
        || variant.wantCode() && quarantine.reasonAgainst(unit.hash() + CODE, code(variant)).isPresent();
  }

  private static List<String> passes(Request.Variant variant) {
    return List.of(variant.pipeline().isEmpty() ? "the unit as given" : variant.pipeline());
  }

  private static List<String> code(Request.Variant variant) {
    return List.of(passes(variant).get(0) + " for " + variant.machine().map(Object::toString).orElse("its target"));
  }

  private VariantResult withoutCode(Unit unit, Request.Variant variant, String reason, Cancellation cancellation) {
    VariantResult result = run(unit, variant.withoutCode(), cancellation);
    return result instanceof VariantResult.Ran ran
        ? new VariantResult.Ran(ran.observation(), ran.verifierMessage(), new CodeSize.None(reason), ran.text())
        : result;
  }

  private VariantResult ask(Unit unit, Request.Variant variant, Cancellation cancellation) throws WorkerFailure {
    List<VariantResult> results = new ArrayList<>();
    pool.call(new Request.Evaluate(unit.bitcode(), List.of(variant)), reply -> results.add(result(variant, reply)),
        results::clear, cancellation);
    if (results.isEmpty()) { // a worker that was told to stop says nothing
      cancellation.check();
      return new VariantResult.Failed("the worker did not answer");
    }
    return results.get(0);
  }

  private static VariantResult result(Request.Variant variant, Reply reply) {
    return switch (reply) {
      case Reply.Evaluated e -> new VariantResult.Ran(e.observation(), e.verifierMessage(), code(variant, e), e.text());
      case Reply.Refused refused -> new VariantResult.Failed(refused.message());
      default -> throw new IllegalStateException("unexpected " + reply);
    };
  }

  /** Which of the variants a reply is about; one that refuses the unit is about the first, and so are all others. */
  private static int index(Reply reply) {
    return switch (reply) {
      case Reply.Evaluated evaluated -> evaluated.index();
      case Reply.Refused refused -> Math.max(0, refused.index());
      default -> throw new IllegalStateException("unexpected " + reply);
    };
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
