package dev.assay.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.Numbers;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What came of one file, as text or JSON. Times are in milliseconds; of several runs, the fastest and the median.
 *
 * @param file as the user names it
 * @param lines how many it has
 * @param functions how many it has
 * @param hovered the function that was hovered
 * @param frontEnd what clang takes to make IR of the file, without any pass, as every reading has it made
 * @param object what clang takes to make its object file as it is built, else at -O2
 * @param runs what each run took
 */
record EditorReport(String file, int lines, int functions, String hovered, List<Double> frontEnd, List<Double> object,
    List<EditorRun.Times> runs) {
  private static final int MIDDLE = 50;
  private static final int LAST = 99;

  private record Line(String name, String key, List<Double> times) {}

  private List<Line> measured() {
    return List.of(new Line("clang, front end alone", "clangFrontEnd", frontEnd),
        new Line("clang, object file", "clangObject", object), line("server ready", "ready", EditorRun.Times::ready),
        line("first figure after opening", "firstFigure", EditorRun.Times::firstFigure),
        line("complete after opening", "complete", EditorRun.Times::complete),
        line("complete after an edit elsewhere", "editElsewhere", EditorRun.Times::editElsewhere),
        line("complete after an edit inside", "editInside", EditorRun.Times::editInside),
        line("hover under load, p50", "hoverP50", run -> percentile(run.warm(), MIDDLE)),
        line("hover under load, p99", "hoverP99", run -> percentile(run.warm(), LAST)));
  }

  private Line line(String name, String key, ToDoubleFunction<EditorRun.Times> time) {
    return new Line(name, key, runs.stream().map(run -> time.applyAsDouble(run)).toList());
  }

  /** The smallest time that at least so many of a hundred do not exceed. */
  static double percentile(List<Double> times, int percent) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }

  /** A table in Markdown. */
  List<String> table() {
    List<String> text = new ArrayList<>();
    text.add(file + ": " + Figures.count(lines, "line") + ", " + Figures.count(functions, "function") + "; hovered: "
        + hovered);
    text.add("");
    text.add("| ms, of " + Figures.count(runs.size(), "run") + " | fastest | median |");
    text.add("|:--|--:|--:|");
    for (Line line : measured()) {
      text.add("| " + line.name + " | " + number(percentile(line.times, 0)) + " | "
          + number(ProbeBench.median(line.times)) + " |");
    }
    return text;
  }

  private static String number(double millis) {
    return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%.0f", millis);
  }

  /** The same as one JSON line. */
  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("file", file).put("lines", lines)
        .put("functions", functions).put("hovered", hovered).put("runs", runs.size());
    for (Line line : measured()) {
      node.putObject(line.key).put("fastest", Numbers.millis(percentile(line.times, 0))).put("median",
          Numbers.millis(ProbeBench.median(line.times)));
    }
    return node.toString();
  }
}
