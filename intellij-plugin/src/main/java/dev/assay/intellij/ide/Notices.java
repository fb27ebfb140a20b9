package dev.assay.intellij.ide;

import com.intellij.notification.Notification;
import com.intellij.notification.NotificationType;
import com.intellij.notification.Notifications;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.text.StringUtil;

/** Balloons and the event log. */
public final class Notices {
  /** The name of the group in the IDE's settings for notifications. */
  public static final String GROUP = "Assay";

  private Notices() {}

  /** Shows a sentence, from any thread. */
  public static void show(Project project, NotificationType type, String sentence) {
    show(project, of(type, sentence));
  }

  /** A notification of a sentence, to which actions may be added; nothing of the sentence gets through as HTML. */
  public static Notification of(NotificationType type, String sentence) {
    return new Notification(GROUP, "Assay", StringUtil.escapeXml(sentence), type);
  }

  /** Shows a notification, from any thread. */
  public static void show(Project project, Notification notification) {
    ApplicationManager.getApplication().invokeLater(() -> {
      if (!project.isDisposed()) {
        Notifications.Bus.notify(notification, project);
      }
    });
  }
}
