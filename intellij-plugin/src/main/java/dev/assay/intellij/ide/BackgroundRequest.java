package dev.assay.intellij.ide;

import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.progress.ProcessCanceledException;
import com.intellij.openapi.progress.ProgressIndicator;
import com.intellij.openapi.progress.ProgressManager;
import com.intellij.openapi.progress.Task;
import com.intellij.openapi.progress.impl.BackgroundableProcessIndicator;
import com.intellij.openapi.project.Project;
import dev.assay.intellij.core.view.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Waits for an answer of the server in a background task that can be cancelled; the answer arrives on the UI
 * thread.
 */
public final class BackgroundRequest<T> extends Task.Backgroundable {
  private static final int TIMEOUT_MILLIS = 120_000;

  private final CompletableFuture<T> answer;
  private final Consumer<T> onAnswer;
  private final Consumer<String> onFailure;

  private BackgroundRequest(Project project, String title, CompletableFuture<T> answer, Consumer<T> onAnswer,
      Consumer<String> onFailure) {
    super(project, title, true);
    this.answer = answer;
    this.onAnswer = onAnswer;
    this.onFailure = onFailure;
  }

  /**
   * Waits for an answer. For the UI thread.
   *
   * @param title what the task is called
   * @param onAnswer gets the answer, on the UI thread, unless the project is closed by then
   * @param onFailure gets a sentence for the user instead, where there is no answer
   */
  public static <T> void ask(Project project, String title, CompletableFuture<T> answer, Consumer<T> onAnswer,
      Consumer<String> onFailure) {
    BackgroundRequest<T> question = new BackgroundRequest<>(project, title, answer, onAnswer, onFailure);
    ProgressManager.getInstance().runProcessWithProgressAsynchronously(question,
        new BackgroundableProcessIndicator(question));
  }

  @Override
  public void run(ProgressIndicator indicator) {
    indicator.setIndeterminate(true);
    try {
      T value = ServerResponses.await(answer, TIMEOUT_MILLIS);
      later(() -> onAnswer.accept(value));
    } catch (ProcessCanceledException e) {
      answer.cancel(true);
      later(() -> onFailure.accept("This was cancelled."));
      throw e;
    } catch (CompletionException e) {
      answer.cancel(true);
      later(() -> onFailure.accept(Failures.sentence(e)));
    }
  }

  private void later(Runnable task) {
    Project project = getProject();
    ApplicationManager.getApplication().invokeLater(() -> {
      if (!project.isDisposed()) {
        task.run();
      }
    });
  }
}
