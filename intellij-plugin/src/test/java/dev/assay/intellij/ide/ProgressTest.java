package dev.assay.intellij.ide;

import com.intellij.openapi.progress.ProgressIndicator;
import com.intellij.openapi.progress.ProgressManager;
import com.intellij.openapi.progress.impl.CoreProgressManager;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The server's progress as a background task. */
public class ProgressTest extends IdeTestCase {
  /** So many functions that measuring them is still going on when it is cancelled. */
  private static final int FUNCTIONS = 200;

  public void testIsShownAndCanBeCancelled() {
    open("many.c",
        IntStream.range(0, FUNCTIONS).mapToObj(i -> C_SOURCE.replace("sum", "sum" + i).replace("* 3", "* " + (3 + i)))
            .collect(Collectors.joining()));
    await("a background task", () -> measuring().isPresent());
    measuring().orElseThrow().cancel();
    await("the task to end", () -> measuring().isEmpty());
    await("the server to have stopped measuring",
        () -> assay().health().status().filter(status -> status.quiescent()).isPresent());
  }

  /** The platform shows what runs in a window only, and tells it nobody else. */
  private static Optional<ProgressIndicator> measuring() {
    try {
      Method running = CoreProgressManager.class.getDeclaredMethod("getCurrentIndicators");
      running.setAccessible(true);
      return ((List<?>) running.invoke(ProgressManager.getInstance())).stream().map(ProgressIndicator.class::cast)
          .filter(indicator -> "Assay: measuring many.c".equals(indicator.getText())).findFirst();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
