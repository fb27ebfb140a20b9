package dev.assay.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Numbers;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a bench of the probe runner found, as text or JSON.
 *
 * @param bundleId the bundle whose probes were run
 * @param workers how many worker processes ran them
 * @param repeat how many rounds the medians are of
 * @param units the units
 * @param result the times
 */
record BenchReport(String bundleId, int workers, int repeat, List<FileUnit> units, ProbeBench.Result result) {
  private static final int NAME_FROM = 16;
  private static final String SMALL = "under " + ProbeBench.SMALL_INSTRUCTIONS + " instructions";

  /** The table. */
  List<String> lines(int width) {
    Columns columns = columns(Math.max(NAME_FROM, width - columns(0).width()));
    List<String> lines = new ArrayList<>();
    lines.add(columns.titles());
    for (int i = 0; i < units.size(); i++) {
      ProbeBench.UnitTimes times = result.times().get(i);
      lines.add(line(columns, units.get(i).name(), Integer.toString(units.get(i).unit().instructionCount()),
          times.naiveMillis(), times.oursMillis()));
    }
    lines.add("");
    add(lines, columns, SMALL, result.small());
    add(lines, columns, "all", result.all());
    lines.add("");
    lines.add("Medians of " + Figures.count(repeat, "round") + " after one for warming up; "
        + Figures.count(workers, "worker") + "; probes of " + bundleId + ".");
    lines.add("Alone: the latency of one unit at a time. Side by side: wall time with all workers busy.");
    lines.add(result.differences().isEmpty() ? "All instruction counts are equal to the reference's."
        : Figures.count(result.differences().size(), "instruction count") + " different from the reference's.");
    return lines;
  }

  private static Columns columns(int name) {
    return new Columns().text("unit", name).number("instr.", 7).number("naive ms", 10).number("ours ms", 10)
        .number("ratio", 7);
  }

  private static void add(List<String> lines, Columns columns, String group, ProbeBench.Total total) {
    if (total.units() > 0) {
      String units = group + " (" + Figures.count(total.units(), "unit") + ")";
      lines.add(units + ":");
      lines.add(line(columns, "  side by side", "", total.naiveMillis(), total.oursMillis()));
      lines.add(line(columns, "  alone, summed", "", total.naiveMillis(), total.oursAloneMillis()));
    }
  }

  private static String line(Columns columns, String name, String instructions, double naive, double ours) {
    return columns.line(new Columns.Row().cell(name).cell(instructions).cell(String.format(Locale.ROOT, "%.2f", naive))
        .cell(String.format(Locale.ROOT, "%.2f", ours)).cell(String.format(Locale.ROOT, "%.2f", ratio(naive, ours))));
  }

  private static double ratio(double naive, double ours) {
    return ours > 0 ? naive / ours : 0;
  }

  /** The same as one JSON line. */
  String json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("bundle", bundleId).put("workers", workers).put("repeat", repeat);
    line.set("under" + ProbeBench.SMALL_INSTRUCTIONS, json(result.small()));
    line.set("all", json(result.all()));
    ArrayNode array = line.putArray("units");
    for (int i = 0; i < units.size(); i++) {
      FileUnit unit = units.get(i);
      ObjectNode node = array.addObject().put("file", unit.file()).put("name", unit.name()).put("instructions",
          unit.unit().instructionCount());
      putTimes(node, result.times().get(i).naiveMillis(), result.times().get(i).oursMillis());
    }
    ArrayNode differences = line.putArray("differences");
    result.differences().forEach(differences::add);
    return line.toString();
  }

  private static ObjectNode json(ProbeBench.Total total) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("units", total.units());
    putTimes(node, total.naiveMillis(), total.oursMillis());
    return node.put("oursAloneMilliseconds", Numbers.ratio(total.oursAloneMillis()));
  }

  private static void putTimes(ObjectNode node, double naive, double ours) {
    node.put("naiveMilliseconds", Numbers.ratio(naive)).put("oursMilliseconds", Numbers.ratio(ours)).put("ratio",
        Numbers.ratio(ratio(naive, ours)));
  }
}
