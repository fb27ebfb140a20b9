package dev.assay.intellij.ide.action;

import com.intellij.openapi.actionSystem.AnAction;
import com.intellij.openapi.actionSystem.AnActionEvent;
import com.intellij.openapi.project.DumbAware;
import dev.assay.intellij.ide.project.AssayProject;

/** Ends the project's server and starts another. */
public final class RestartServerAction extends AnAction implements DumbAware {
  @Override
  public void update(AnActionEvent event) {
    event.getPresentation().setEnabled(AssayProject.of(event.getProject()).isPresent());
  }

  @Override
  public void actionPerformed(AnActionEvent event) {
    AssayProject.of(event.getProject()).ifPresent(AssayProject::restart);
  }
}
