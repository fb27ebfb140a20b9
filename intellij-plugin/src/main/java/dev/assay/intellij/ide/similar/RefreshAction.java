package dev.assay.intellij.ide.similar;

import com.intellij.icons.AllIcons;
import com.intellij.openapi.actionSystem.AnAction;
import com.intellij.openapi.actionSystem.AnActionEvent;
import com.intellij.openapi.project.DumbAware;

/** Repeats the last search. */
final class RefreshAction extends AnAction implements DumbAware {
  private final SimilarPanel panel;

  RefreshAction(SimilarPanel panel) {
    super("Refresh", "Repeat the last search", AllIcons.Actions.Refresh);
    this.panel = panel;
  }

  @Override
  public void update(AnActionEvent event) {
    event.getPresentation().setEnabled(panel.canRefresh());
  }

  @Override
  public void actionPerformed(AnActionEvent event) {
    panel.refresh();
  }
}
