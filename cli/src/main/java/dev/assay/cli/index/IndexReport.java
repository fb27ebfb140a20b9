package dev.assay.cli.index;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.Numbers;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.index.IndexStatistics;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is in an index, and what was done to it, as text or JSON.
 *
 * @param location where the index is
 * @param statistics what is in it
 */
record IndexReport(String location, IndexStatistics statistics) {
  /** What is in the index. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("index      " + TextWidth.printable(location));
    lines.add("bundle     " + statistics.bundleId());
    lines.add("functions  " + grouped(statistics.functions()) + " with " + grouped(statistics.bodies())
        + " different bodies, of " + files(statistics.files()));
    statistics.bytesOnDisk()
        .ifPresent(bytes -> lines.add("on disk    " + megabytes(bytes) + ", vectors as " + statistics.storage()));
    return lines;
  }

  /** What was done, and what is in the index. */
  List<String> lines(IndexBuild.Summary summary) {
    List<String> lines = new ArrayList<>();
    double rate = summary.functions() / Math.max(summary.seconds(), 1e-3);
    lines.add("indexed    " + Figures.count(summary.functions(), "function") + " of " + files(summary.changed())
        + " in " + String.format(Locale.ROOT, "%.1f s", summary.seconds())
        + (summary.functions() == 0 ? "" : String.format(Locale.ROOT, " (%.1f a second)", rate)) + "; "
        + summary.measured() + " measured, " + (summary.functions() - summary.measured()) + " known before");
    lines.add("unchanged  " + files(summary.unchanged()));
    if (summary.deleted() > 0) {
      lines.add("deleted    " + files(summary.deleted()));
    }
    if (summary.failed() > 0) {
      lines.add("failed     " + files(summary.failed()) + ", wholly or in part");
    }
    lines.addAll(lines());
    return lines;
  }

  /** What is in the index, as one JSON line. */
  String json() {
    return node().toString();
  }

  /** What was done, and what is in the index, as one JSON line. */
  String json(IndexBuild.Summary summary) {
    ObjectNode node = node();
    node.putObject("run").put("indexedFiles", summary.changed()).put("unchangedFiles", summary.unchanged())
        .put("deletedFiles", summary.deleted()).put("failedFiles", summary.failed())
        .put("functions", summary.functions()).put("measured", summary.measured())
        .put("seconds", Numbers.millis(summary.seconds()));
    return node.toString();
  }

  private ObjectNode node() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("index", location).put("bundle", statistics.bundleId())
        .put("functions", statistics.functions()).put("bodies", statistics.bodies()).put("files", statistics.files())
        .put("storage", statistics.storage());
    statistics.bytesOnDisk().ifPresent(bytes -> node.put("bytesOnDisk", bytes));
    return node;
  }

  private static String files(long count) {
    return grouped(count) + (count == 1 ? " file" : " files");
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
