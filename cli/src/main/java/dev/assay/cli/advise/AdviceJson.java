package dev.assay.cli.advise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.advice.Advice;
import dev.assay.advice.Figure;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.run.UnitJson;
import dev.assay.cli.terminal.Numbers;
import dev.assay.workspace.wording.Predictions;
import java.util.LinkedHashSet;
import java.util.Set;

/** Advice as one JSON line, in the design's order of keys; what is not known has no key. */
public final class AdviceJson {
  private final String bundleId;

  /** Lines of figures that were measured with a bundle. */
  public AdviceJson(String bundleId) {
    this.bundleId = bundleId;
  }

  /** The line of a unit. */
  public String line(FileUnit unit, Advice advice) {
    return node(unit, advice).toString();
  }

  /** The line of a unit, to be added to. */
  public ObjectNode node(FileUnit unit, Advice advice) {
    ObjectNode line = UnitJson.begin(unit);
    line.put("instructions", advice.asGiven().instructions());
    addFindings(line, advice);
    UnitJson.addProbes(line, advice.probes().rows(), advice.probes().milliseconds());
    line.put("bundle", bundleId);
    addMore(line, advice);
    UnitJson.addSource(line, unit);
    Set<String> notes = new LinkedHashSet<>(unit.notes());
    notes.addAll(advice.notes());
    notes.addAll(advice.probes().failures());
    if (!notes.isEmpty()) {
      ArrayNode array = line.putArray("notes");
      notes.forEach(array::add);
    }
    return line;
  }

  private static void addFindings(ObjectNode line, Advice advice) {
    ObjectNode bestPass = line.objectNode();
    ObjectNode oz = line.objectNode();
    advice.prediction().ifPresent(prediction -> {
      ArrayNode likeliest = bestPass.putArray("predicted");
      prediction.bestPasses(Predictions.LIKELIEST).forEach(likely -> likeliest.addObject()
          .put("pass", likely.pass().name()).put("probability", Numbers.ratio(likely.probability())));
      oz.put("predicted", Numbers.ratio(prediction.ozBenefit()));
    });
    advice.bestPass().ifPresent(best -> bestPass.putObject("measured").put("pass", best.pass().name())
        .put("instructions", best.instructions()).put("suggestable", best.pass().isSuggestable()));
    advice.oz().ifPresent(figure -> oz.put("measured", Numbers.ratio(advice.ozBenefit().orElse(0))).put("instructions",
        figure.instructions()));
    if (!bestPass.isEmpty()) {
      line.set("bestPass", bestPass);
    }
    if (!oz.isEmpty()) {
      line.set("oz", oz);
    }
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
