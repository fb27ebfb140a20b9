package dev.assay.intellij.ide.similar;

import com.intellij.openapi.actionSystem.AnAction;
import com.intellij.openapi.actionSystem.AnActionEvent;
import com.intellij.openapi.actionSystem.CommonDataKeys;
import com.intellij.openapi.project.DumbAware;
import com.intellij.openapi.project.Project;
import java.util.Optional;

/** Looks for functions that react like the one at the caret. */
public final class FindSimilarAction extends AnAction implements DumbAware {
  @Override
  public void update(AnActionEvent event) {
    event.getPresentation().setEnabledAndVisible(event.getProject() != null && spot(event).isPresent());
  }

  @Override
  public void actionPerformed(AnActionEvent event) {
    Project project = event.getProject();
    spot(event).filter(spot -> project != null).ifPresent(spot -> SimilarToolWindow.find(project, spot));
  }

  private static Optional<Spot> spot(AnActionEvent event) {
    return Spot.atCaret(event.getData(CommonDataKeys.EDITOR));
  }
}
