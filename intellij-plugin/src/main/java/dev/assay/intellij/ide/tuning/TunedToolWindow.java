package dev.assay.intellij.ide.tuning;

import com.intellij.openapi.project.DumbAware;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Key;
import com.intellij.openapi.wm.ToolWindow;
import com.intellij.openapi.wm.ToolWindowFactory;
import com.intellij.openapi.wm.ToolWindowManager;
import com.intellij.ui.content.Content;
import java.util.Optional;

/** The tool window Tuned file. */
public final class TunedToolWindow implements ToolWindowFactory, DumbAware {
  /** Its id, which is also what its button says. */
  public static final String ID = "Tuned file";

  private static final Key<TunedPanel> PANEL = Key.create("dev.assay.intellij.tuned");

  @Override
  public void createToolWindowContent(Project project, ToolWindow toolWindow) {
    TunedPanel panel = panel(project);
    Content content = toolWindow.getContentManager().getFactory().createContent(panel.component(), "", false);
    content.putUserData(PANEL, panel);
    content.setDisposer(panel);
    toolWindow.getContentManager().addContent(content);
  }

  /** Shows the tool window and tunes a file. */
  static void tune(Project project, String uri) {
    ToolWindow window = ToolWindowManager.getInstance(project).getToolWindow(ID);
    if (window != null) {
      window.activate(() -> panel(window).ifPresent(panel -> panel.tune(uri)));
    }
  }

  /** A panel of its own, outside of any tool window. */
  public static TunedPanel panel(Project project) {
    return new TunedPanel(project);
  }

  private static Optional<TunedPanel> panel(ToolWindow window) {
    Content content = window.getContentManager().getContent(0);
    return Optional.ofNullable(content == null ? null : content.getUserData(PANEL));
  }
}
