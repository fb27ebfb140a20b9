package dev.assay.intellij.ide.project;

import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.project.DumbAware;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.startup.StartupActivity;

/** Sets the plugin up for a project that was opened. */
public final class AssayStartup implements StartupActivity, DumbAware {
  @Override
  public void runActivity(Project project) {
    ApplicationManager.getApplication().invokeLater(() -> AssayProject.open(project));
  }
}
