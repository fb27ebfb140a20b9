package dev.assay.intellij.ide.similar;

import com.intellij.openapi.project.DumbAware;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Key;
import com.intellij.openapi.wm.ToolWindow;
import com.intellij.openapi.wm.ToolWindowFactory;
import com.intellij.openapi.wm.ToolWindowManager;
import com.intellij.ui.content.Content;
import java.util.Optional;

/** The tool window Similar functions. */
public final class SimilarToolWindow implements ToolWindowFactory, DumbAware {
  /** Its id, which is also what its button says. */
  public static final String ID = "Similar functions";

  private static final Key<SimilarPanel> PANEL = Key.create("dev.assay.intellij.similar");

  @Override
  public void createToolWindowContent(Project project, ToolWindow toolWindow) {
    SimilarPanel panel = panel(project);
    Content content = toolWindow.getContentManager().getFactory().createContent(panel.component(), "", false);
    content.putUserData(PANEL, panel);
    content.setDisposer(panel);
    toolWindow.getContentManager().addContent(content);
  }

  /** Shows the tool window and looks for functions like the one at a place. */
  static void find(Project project, DocumentPosition position) {
    ToolWindow window = ToolWindowManager.getInstance(project).getToolWindow(ID);
    if (window != null) {
      window.activate(() -> panel(window).ifPresent(panel -> panel.find(position)));
    }
  }

  /** A panel of its own, outside of any tool window. */
  public static SimilarPanel panel(Project project) {
    return new SimilarPanel(project);
  }

  private static Optional<SimilarPanel> panel(ToolWindow window) {
    Content content = window.getContentManager().getContent(0);
    return Optional.ofNullable(content == null ? null : content.getUserData(PANEL));
  }
}
