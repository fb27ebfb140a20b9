package dev.assay.intellij.ide.startup;

import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.project.DumbAware;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.startup.StartupActivity;
import dev.assay.intellij.ide.intention.CodeActions;
import dev.assay.intellij.ide.project.AssayProject;
import dev.assay.intellij.ide.status.AssayWidget;

/** Sets the plugin up for a project that was opened. */
public final class AssayStartup implements StartupActivity, DumbAware {
  @Override
  public void runActivity(Project project) {
    ApplicationManager.getApplication().invokeLater(() -> AssayProject.open(project).ifPresent(assay -> {
      CodeActions.follow(assay);
      AssayWidget.add(assay);
    }));
  }
}
