package dev.assay.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.advice.Advice;
import dev.assay.advice.Figure;
import java.util.LinkedHashSet;
import java.util.Set;

/** Advice as one JSON line, in the design's order of keys; what is not known has no key. */
final class AdviceJson {
  private final String bundleId;
  private final boolean measured;

  /**
   * A writer.
   *
   * @param measured whether measurements are wanted
   */
  AdviceJson(String bundleId, boolean measured) {
    this.bundleId = bundleId;
    this.measured = measured;
  }

  /** The line of a unit. */
  String line(FileUnit unit, Advice advice) {
    ObjectNode line = UnitJson.begin(unit);
    line.put("instructions", advice.asGiven().instructions());
    if (measured) {
      addMeasured(line, advice);
    }
    UnitJson.addProbes(line, advice.probes().rows(), advice.probes().milliseconds());
    line.put("bundle", bundleId);
    if (measured) {
      addMore(line, advice);
    }
    UnitJson.addSource(line, unit);
    Set<String> notes = new LinkedHashSet<>(unit.notes());
    notes.addAll(advice.notes());
    notes.addAll(advice.probes().failures());
    if (!notes.isEmpty()) {
      ArrayNode array = line.putArray("notes");
      notes.forEach(array::add);
    }
    return line.toString();
  }

  private static void addMeasured(ObjectNode line, Advice advice) {
    advice.bestPass().ifPresent(best -> line.putObject("bestPass").putObject("measured").put("pass", best.pass().name())
        .put("instructions", best.instructions()).put("suggestable", best.pass().isSuggestable()));
    advice.oz().ifPresent(oz -> line.putObject("oz").put("measured", Numbers.ratio(advice.ozBenefit().orElse(0)))
        .put("instructions", oz.instructions()));
    advice.pipeline().ifPresent(pipeline -> line.putObject("pipeline").put("passes", pipeline.passes())
        .put("source", pipeline.source()).put("instructions", pipeline.figure().instructions()));
  }

  private static void addMore(ObjectNode line, Advice advice) {
    advice.built().ifPresent(built -> line.putObject("built").put("level", built.level().flag()).put("instructions",
        built.figure().instructions()));
    ObjectNode bytes = line.objectNode();
    addBytes(bytes, "given", advice.asGiven());
    advice.built().ifPresent(built -> addBytes(bytes, "built", built.figure()));
    advice.oz().ifPresent(oz -> addBytes(bytes, "oz", oz));
    advice.pipeline().ifPresent(pipeline -> addBytes(bytes, "pipeline", pipeline.figure()));
    if (!bytes.isEmpty()) {
      line.set("codeBytes", bytes);
    }
  }

  private static void addBytes(ObjectNode bytes, String key, Figure figure) {
    figure.codeBytes().ifPresent(count -> bytes.put(key, count));
  }
}
