package dev.assay.train;

import dev.assay.ir.IrReader;
import dev.assay.ir.Unit;
import dev.assay.pool.Cancellation;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes already optimised versions of a unit. */
final class Optimised {
  private static final List<String> LEVELS = List.of("default<O1>", "default<Os>");

  private Optimised() {}

  static List<Unit> versions(WorkerPool pool, Unit unit) {
    List<Unit> versions = new ArrayList<>();
    List<Request.Variant> variants = LEVELS.stream()
        .map(level -> new Request.Variant(level, false, Request.SizeAttributes.NONE, false, true)).toList();
    List<String> texts = new ArrayList<>();
    try {
      pool.call(new Request.Evaluate(unit.bitcode(), variants), reply -> {
        if (reply instanceof Reply.Evaluated evaluated && evaluated.verifierMessage().isEmpty()) {
          texts.add(evaluated.text());
        }
      }, Cancellation.never());
    } catch (WorkerFailure failure) {
      System.err.println(unit.name() + ": " + failure.getMessage());
    }
    for (String text : texts) {
      versions.addAll(new IrReader(pool)
          .functions(text.getBytes(StandardCharsets.UTF_8), unit.name(), Set.of(unit.name()), Cancellation.never())
          .units());
    }
    return versions;
  }
}
