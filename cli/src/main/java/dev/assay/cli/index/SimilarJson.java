package dev.assay.cli.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.Numbers;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.Measurements;
import dev.assay.index.SimilarFunction;
import dev.assay.workspace.indexing.FunctionMeasurer;
import java.util.Map;
import java.util.Optional;

/** A similar function as one JSON line; what is not known has no key. */
final class SimilarJson {
  private SimilarJson() {}

  /** {@code names} has the readable name of each mangled symbol. */
  static String line(SimilarFunction row, Map<String, String> names) {
    FunctionBody body = row.body();
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("score", Numbers.ratio(row.similarity()));
    FunctionPlace first = row.places().get(0);
    place(line, first, names);
    line.put("language", first.language()).put("instructions", body.instructions());
    row.significance().ifPresent(found -> line.putObject("significance").put("share", found.share())
        .put("pairs", found.pairs()).put("strength", Numbers.ratio(found.strength())));
    line.put("count", row.placeCount());
    if (row.places().size() > 1) {
      ArrayNode places = line.putArray("places");
      row.places().forEach(place -> place(places.addObject(), place, names));
    }
    measurements(line, body);
    return line.put("bundle", body.bundleId()).toString();
  }

  private static void place(ObjectNode node, FunctionPlace place, Map<String, String> names) {
    node.put("file", place.key().file()).put("name", place.key().name());
    Optional.ofNullable(names.get(place.key().name())).ifPresent(name -> node.put("displayName", name));
    place.lines().ifPresent(lines -> node.put("line", lines.first()));
  }

  private static void measurements(ObjectNode line, FunctionBody body) {
    Measurements measured = body.measurements();
    FunctionMeasurer.bestPass(measured).ifPresent(
        best -> line.putObject("bestPass").put("pass", best.pass().name()).put("instructions", best.instructions()));
    measured.afterOz().ifPresent(after -> line.putObject("oz")
        .put("measured", Numbers.ratio(saved(body.instructions(), after))).put("instructions", after));
    measured.bestPipeline().ifPresent(
        best -> line.putObject("pipeline").put("passes", best.passes()).put("instructions", best.instructions())
            .put("gain", Numbers.ratio(saved(body.instructions(), best.instructions()))));
  }

  private static double saved(int before, int after) {
    return before == 0 ? 0 : (before - after) / (double) before;
  }
}
