package dev.assay.intellij.ide.settings;

import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.options.Configurable;
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
    ApplicationManager.getApplication().getMessageBus().syncPublisher(SettingsListener.TOPIC).settingsChanged(before,
        after);
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
