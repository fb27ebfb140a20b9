package dev.assay.cli.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.machine.SpeedEstimate;
import dev.assay.object.ObjectCode;
import dev.assay.tune.Objective;
import dev.assay.tune.Trial;
import dev.assay.tune.Tuned;
import dev.assay.tune.TunedObject;
import dev.assay.tune.Way;
import dev.assay.workspace.tuning.FunctionRow;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A tuned file as a line of JSON. */
final class TuneJson {
  private TuneJson() {}

  static String line(String label, Tuned tuned, Optional<SpeedEstimate> speed) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("file", label).put("target", tuned.target());
    line.put("objective", tuned.objective().name().toLowerCase(Locale.ROOT));
    tuned.keptAsIs().ifPresent(reason -> line.put("keptAsIs", reason));
    object(line.putObject("own"), tuned.own());
    tuned.oz().ifPresent(oz -> object(line.putObject("oz"), oz));
    ObjectNode best = line.putObject("best");
    object(best, tuned.best());
    best.put("tested", tuned.tested().name().toLowerCase(Locale.ROOT));
    ArrayNode arguments = best.putArray("arguments");
    tuned.best().way().arguments().forEach(arguments::add);
    tuned.execution().ifPresent(execution -> {
      ObjectNode executed = best.putObject("executed");
      executed.put("same", execution.same().size());
      ObjectNode different = executed.putObject("different");
      execution.different().forEach(different::put);
      ObjectNode notRun = executed.putObject("notRun");
      execution.notRun().forEach(notRun::put);
    });
    Way way = tuned.best().way();
    if (way instanceof Way.ByFunction by) {
      ArrayNode pipelines = best.putArray("pipelines");
      by.pipelines().forEach((function, all) -> all.forEach(pipeline -> {
        ObjectNode entry = pipelines.addObject().put("function", function).put("id", pipeline.id());
        entry.put("passes", pipeline.passes());
        ArrayNode attributes = entry.putArray("attributes");
        pipeline.attributes().forEach(attributes::add);
      }));
      way = by.from();
    }
    if (way instanceof Way.Changed changed) {
      ArrayNode changes = best.putArray("changes");
      changed.functions().forEach(
          change -> changes.addObject().put("function", change.function()).put("attribute", change.kind().words()));
    }
    ArrayNode functions = line.putArray("functions");
    for (FunctionRow row : FunctionRow.of(tuned)) {
      ObjectNode function = functions.addObject().put("name", row.symbol());
      put(function, "own", row.own());
      put(function, "oz", row.oz());
      put(function, "best", row.best());
      speed.map(SpeedEstimate::before).map(all -> all.get(row.symbol()))
          .ifPresent(executed -> function.put("ownExecuted", executed));
      speed.map(SpeedEstimate::after).map(all -> all.get(row.symbol()))
          .ifPresent(executed -> function.put("bestExecuted", executed));
    }
    ArrayNode trials = line.putArray("tried");
    for (Trial trial : tuned.trials()) {
      ObjectNode one = trials.addObject().put("how", trial.way().label());
      put(one, tuned.objective() == Objective.INSTRUCTIONS ? "instructions" : "bytes", trial.size());
      if (!trial.problem().isEmpty()) {
        one.put("problem", trial.problem());
      }
    }
    return line.toString();
  }

  private static void object(ObjectNode node, TunedObject object) {
    ObjectCode code = object.code();
    node.put("how", object.way().label()).put("bytes", code.bytes()).put("loaded", code.loadedBytes());
    object.instructions().ifPresent(instructions -> node.put("instructions", instructions.count()));
  }

  private static void put(ObjectNode node, String key, OptionalLong bytes) {
    bytes.ifPresent(value -> node.put(key, value));
  }
}
