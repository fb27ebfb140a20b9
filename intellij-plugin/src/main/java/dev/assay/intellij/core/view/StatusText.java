package dev.assay.intellij.core.view;

import dev.assay.intellij.core.protocol.IndexStatus;
import dev.assay.intellij.core.protocol.ServerStatus;
import dev.assay.intellij.core.server.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the status bar says.
 *
 * @param text a few words
 * @param tooltip sentences
 */
public record StatusText(String text, List<String> tooltip) {
  private static final Map<String, String> INDEX_STATES =
      Map.of("none", "There is no index.", "indexing", "Functions are being indexed.", "paused", "Indexing is paused.",
          "idle", "All functions are indexed.", "readOnly", "Another process writes the index; it is only read here.",
          "otherBundle", "The index was made with another model. Rebuild it.", "failed", "The index cannot be used.");

  /**
   * The text, from how the process is and what the server last said of itself.
   *
   * @param reason why the server has failed; empty where it has not
   */
  public static StatusText of(ServerState state, String reason, Optional<ServerStatus> status) {
    return switch (state) {
      case STARTING -> new StatusText("Assay: starting", List.of("The server is being started."));
      case CLOSED -> new StatusText("Assay: stopped", List.of("The server does not run."));
      case FAILED -> new StatusText("Assay: failed", List.of(reason));
      case RUNNING ->
        status.map(StatusText::running).orElseGet(() -> new StatusText("Assay", List.of("The server runs.")));
    };
  }

  private static StatusText running(ServerStatus status) {
    List<String> tooltip = new ArrayList<>();
    status.sentence().ifPresent(tooltip::add);
    if (status.device() != null) {
      tooltip.add("Predictions are computed on: " + device(status));
    }
    status.indexStatus().ifPresent(index -> tooltip.addAll(indexLines(index)));
    if (!status.quiescent()) {
      tooltip.add(0, "An open file is being measured.");
    }
    if (tooltip.isEmpty()) {
      tooltip.add("All is well.");
    }
    return new StatusText(words(status), List.copyOf(tooltip));
  }

  private static String words(ServerStatus status) {
    String suffix = status.device() == null ? "" : " · " + device(status);
    if ("error".equals(status.health())) {
      return "Assay: error";
    }
    if ("warning".equals(status.health())) {
      return "Assay: warning" + suffix;
    }
    String index = status.indexStatus().map(IndexStatus::state).orElse("");
    if (index.equals("failed")) {
      return "Assay: no index" + suffix;
    }
    if (index.equals("otherBundle")) {
      return "Assay: rebuild index" + suffix;
    }
    if (index.equals("indexing") && status.index().filesTotal() > 0) {
      return "Assay " + Figures.count(status.index().filesDone()) + "/" + Figures.count(status.index().filesTotal())
          + suffix;
    }
    if (!status.quiescent()) {
      return "Assay: measuring" + suffix;
    }
    return (index.equals("paused") ? "Assay: indexing paused" : "Assay") + suffix;
  }

  private static String device(ServerStatus status) {
    return status.device().equals("cuda") ? "GPU" : status.device().toUpperCase(Locale.ROOT);
  }

  private static List<String> indexLines(IndexStatus index) {
    List<String> lines = new ArrayList<>();
    String known = INDEX_STATES.getOrDefault(String.valueOf(index.state()), "How the index is, is not known.");
    lines.add(index.message() == null ? known : index.message());
    if ("indexing".equals(index.state()) && index.filesTotal() > 0) {
      String left = index.secondsLeft() == null ? "" : ", about " + duration(index.secondsLeft()) + " left";
      lines.add(Figures.count(index.filesDone()) + " of " + Figures.count(index.filesTotal()) + " files" + left);
    }
    if (!"none".equals(index.state())) {
      lines.add(Figures.count(index.functions()) + " functions in the index");
    }
    return lines;
  }

  private static String duration(int seconds) {
    return seconds < 90 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }
}
