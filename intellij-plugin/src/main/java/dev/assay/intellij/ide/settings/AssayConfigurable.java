package dev.assay.intellij.ide.settings;

import com.intellij.openapi.options.Configurable;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.project.ProjectManager;
import dev.assay.intellij.ide.project.AssayProject;
import javax.swing.JComponent;

/** The page Settings | Tools | Assay. */
public final class AssayConfigurable implements Configurable {
  private SettingsForm form;

  @Override
  public String getDisplayName() {
    return "Assay";
  }

  @Override
  public JComponent createComponent() {
    form = new SettingsForm();
    form.show(AssaySettings.load());
    return form.component();
  }

  @Override
  public boolean isModified() {
    return form != null && !form.read().equals(AssaySettings.load());
  }

  @Override
  public void apply() {
    AssaySettings before = AssaySettings.load();
    AssaySettings after = form.read();
    after.save();
    for (Project project : ProjectManager.getInstance().getOpenProjects()) {
      AssayProject.of(project).ifPresent(assay -> assay.settingsChanged(before, after));
    }
  }

  @Override
  public void reset() {
    form.show(AssaySettings.load());
  }

  @Override
  public void disposeUIResources() {
    form = null;
  }
}
