package dev.assay.intellij.ide.project;

import com.intellij.util.messages.Topic;
import java.util.EventListener;

/** What the plugin's parts are told through a project's message bus. Called on the UI thread; must not wait. */
public interface AssayEvents extends EventListener {
  /** Where to listen. */
  Topic<AssayEvents> TOPIC = Topic.create("Assay", AssayEvents.class);

  /** The server's state or its status has changed; see {@link AssayProject#health}. */
  default void healthChanged() {}

  /** Measuring has ended: more may be known about open files, and more be offered for them. */
  default void measuringEnded() {}
}
