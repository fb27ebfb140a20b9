package dev.assay.intellij.ide.similar;

import com.intellij.icons.AllIcons;
import com.intellij.openapi.actionSystem.AnAction;
import com.intellij.openapi.actionSystem.AnActionEvent;
import com.intellij.openapi.project.DumbAware;

/** Compares the function that was asked about with the one that is selected. */
final class CompareAction extends AnAction implements DumbAware {
  private final SimilarPanel panel;

  CompareAction(SimilarPanel panel) {
    super("Compare", "Show both functions' IR before and after their best pipelines", AllIcons.Actions.Diff);
    this.panel = panel;
  }

  @Override
  public void update(AnActionEvent event) {
    event.getPresentation().setEnabled(panel.selected().isPresent());
  }

  @Override
  public void actionPerformed(AnActionEvent event) {
    panel.compareSelected();
  }
}
