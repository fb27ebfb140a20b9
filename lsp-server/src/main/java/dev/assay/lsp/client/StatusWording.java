package dev.assay.lsp.client;

import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.protocol.ServerStatus.Health;
import dev.assay.lsp.protocol.StatusText;
import dev.assay.lsp.protocol.StatusText.Icon;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the server's status into the words that every client shows. Pure. */
final class StatusWording {
  private static final String NAME = "Assay";
  private static final int SHOWN_IN_SECONDS = 90;

  private StatusWording() {}

  /**
   * The status in words.
   *
   * @param message what is wrong, where the health is not {@code OK}
   * @param device what predictions are computed on, where anything is predicted
   * @param index how the index is, where there is one
   */
  static StatusText of(Health health, boolean isQuiescent, Optional<String> message, Optional<String> device,
      Optional<IndexStatus> index) {
    String suffix = device.map(name -> " · " + deviceName(name)).orElse("");
    List<String> details = new ArrayList<>();
    message.ifPresent(details::add);
    if (!isQuiescent) {
      details.add("An open file is being measured.");
    }
    device.ifPresent(name -> details.add("Predictions are computed on: " + deviceName(name)));
    index.ifPresent(known -> details.addAll(indexDetails(known)));
    if (details.isEmpty()) {
      details.add("The server is ready.");
    }
    if (health == Health.ERROR) {
      return new StatusText(NAME + ": error", details, Icon.ERROR);
    }
    if (health == Health.WARNING) {
      return new StatusText(NAME + ": warning" + suffix, details, Icon.WARNING);
    }
    IndexStatus.State state = index.map(IndexStatus::state).orElse(IndexStatus.State.NONE);
    if (state == IndexStatus.State.FAILED) {
      return new StatusText(NAME + ": no index" + suffix, details, Icon.WARNING);
    }
    if (state == IndexStatus.State.OTHER_BUNDLE) {
      return new StatusText(NAME + ": rebuild index" + suffix, details, Icon.WARNING);
    }
    if (state == IndexStatus.State.INDEXING && index.orElseThrow().filesTotal() > 0) {
      return new StatusText(NAME + " " + files(index.orElseThrow(), "/") + suffix, details, Icon.BUSY);
    }
    if (!isQuiescent) {
      return new StatusText(NAME + ": measuring" + suffix, details, Icon.BUSY);
    }
    return state == IndexStatus.State.PAUSED ? new StatusText(NAME + ": indexing paused" + suffix, details, Icon.PAUSED)
        : new StatusText(NAME + suffix, details, Icon.OK);
  }

  private static String deviceName(String device) {
    return device.equals("cuda") ? "GPU" : device.toUpperCase(Locale.ROOT);
  }

  private static List<String> indexDetails(IndexStatus index) {
    List<String> lines = new ArrayList<>();
    lines.add(Optional.ofNullable(index.message()).orElseGet(() -> switch (index.state()) {
      case NONE -> "There is no index.";
      case INDEXING -> "Functions are being indexed.";
      case PAUSED -> "Indexing is paused.";
      case IDLE -> "All functions are indexed.";
      case READ_ONLY -> "Another process writes the index; it is only read here.";
      case OTHER_BUNDLE -> "The index was made with another model. Rebuild it.";
      case FAILED -> "The index cannot be used.";
    }));
    if (index.state() == IndexStatus.State.INDEXING && index.filesTotal() > 0) {
      String left =
          Optional.ofNullable(index.secondsLeft()).map(seconds -> ", about " + duration(seconds) + " left").orElse("");
      lines.add(files(index, " of ") + " files" + left);
    }
    if (index.state() != IndexStatus.State.NONE) {
      lines.add(Figures.grouped(index.functions()) + " functions of " + Figures.grouped(index.files())
          + " files in the index");
    }
    return lines;
  }

  private static String files(IndexStatus index, String separator) {
    return Figures.grouped(index.filesDone()) + separator + Figures.grouped(index.filesTotal());
  }

  private static String duration(int seconds) {
    return seconds < SHOWN_IN_SECONDS ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }
}
