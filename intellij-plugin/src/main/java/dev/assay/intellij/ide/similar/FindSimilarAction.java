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
    event.getPresentation().setEnabledAndVisible(event.getProject() != null && position(event).isPresent());
  }

  @Override
  public void actionPerformed(AnActionEvent event) {
    Project project = event.getProject();
    position(event).filter(position -> project != null)
        .ifPresent(position -> SimilarToolWindow.find(project, position));
  }

  private static Optional<DocumentPosition> position(AnActionEvent event) {
    return DocumentPosition.atCaret(event.getData(CommonDataKeys.EDITOR));
  }
}
