package dev.assay.intellij.ide.project;

import com.intellij.openapi.progress.ProgressIndicator;
import com.intellij.openapi.progress.ProgressManager;
import com.intellij.openapi.progress.Task;
import com.intellij.openapi.progress.impl.BackgroundableProcessIndicator;
import com.intellij.openapi.project.Project;
import dev.assay.intellij.core.client.ServerProgress;

/** A background task of the IDE that shows what the server is busy with, and by which the user can cancel that. */
final class ProgressTask extends Task.Backgroundable {
  private static final int POLL_MILLIS = 200;

  private final ServerProgress progress;

  private ProgressTask(Project project, ServerProgress progress) {
    super(project, progress.title(), progress.isCancellable());
    this.progress = progress;
  }

  /** Shows it until it ends. For the UI thread. */
  static void show(Project project, ServerProgress progress) {
    if (!progress.isEnded()) {
      ProgressTask task = new ProgressTask(project, progress);
      ProgressManager.getInstance().runProcessWithProgressAsynchronously(task,
          new BackgroundableProcessIndicator(task));
    }
  }

  @Override
  public void run(ProgressIndicator indicator) {
    indicator.setText(progress.title());
    try {
      while (!progress.awaitEnd(POLL_MILLIS)) {
        if (indicator.isCanceled()) {
          progress.cancel();
          return;
        }
        indicator.setIndeterminate(progress.percentage() < 0);
        if (progress.percentage() >= 0) {
          indicator.setFraction(progress.percentage() / 100.0);
        }
        indicator.setText2(progress.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
