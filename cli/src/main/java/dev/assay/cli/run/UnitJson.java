package dev.assay.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Numbers;
import dev.assay.feature.FeatureVector;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import java.util.List;

/** What the JSON lines of all commands have in common. */
public final class UnitJson {
  private UnitJson() {}

  /** A line that says which unit it is about. */
  public static ObjectNode begin(FileUnit unit) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("file", unit.file());
    line.put("unit", unit.unit().kind() == Unit.Kind.PROGRAM ? "program" : "function");
    line.put("name", unit.name());
    if (!unit.displayName().equals(unit.name())) {
      line.put("displayName", unit.displayName());
    }
    if (unit.line() > 0) {
      line.put("line", unit.line());
    }
    return line;
  }

  /** Says which source the line counts in, where that is not the input. */
  public static void addSource(ObjectNode line, FileUnit unit) {
    unit.otherSource().ifPresent(source -> line.put("source", source));
  }

  /** Says how probing went. */
  public static void addProbes(ObjectNode line, List<Outcome> rows, double milliseconds) {
    long failed = rows.stream().filter(Outcome.Missing.class::isInstance).count();
    line.putObject("probes").put("run", rows.size()).put("failed", failed).put("milliseconds",
        Numbers.millis(milliseconds));
  }

  /** Adds the 56 counts as an array. */
  public static void addFeatures(ObjectNode line, FeatureVector features) {
    ArrayNode array = line.putArray("features");
    for (int count : features.toArray()) {
      array.add(count);
    }
  }
}
