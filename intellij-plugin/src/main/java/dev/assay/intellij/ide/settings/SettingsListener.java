package dev.assay.intellij.ide.settings;

import com.intellij.util.messages.Topic;
import java.util.EventListener;

/** Is told, on the UI thread, that the user has changed the settings. Listens on the application's message bus. */
public interface SettingsListener extends EventListener {
  /** Where to listen. */
  Topic<SettingsListener> TOPIC = Topic.create("Assay settings", SettingsListener.class);

  /** The settings were saved; they may be the same as before. */
  void settingsChanged(AssaySettings before, AssaySettings after);
}
