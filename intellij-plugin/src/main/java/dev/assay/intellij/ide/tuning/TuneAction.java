package dev.assay.intellij.ide.tuning;

import com.intellij.openapi.actionSystem.AnAction;
import com.intellij.openapi.actionSystem.AnActionEvent;
import com.intellij.openapi.actionSystem.CommonDataKeys;
import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import com.intellij.openapi.project.DumbAware;
import com.intellij.openapi.project.Project;
import dev.assay.intellij.ide.AssayFiles;
import java.util.Optional;

/** Tunes the file in the editor. */
public final class TuneAction extends AnAction implements DumbAware {
  @Override
  public void update(AnActionEvent event) {
    event.getPresentation().setEnabledAndVisible(event.getProject() != null && uri(event).isPresent());
  }

  @Override
  public void actionPerformed(AnActionEvent event) {
    Project project = event.getProject();
    uri(event).filter(uri -> project != null).ifPresent(uri -> TunedToolWindow.tune(project, uri));
  }

  private static Optional<String> uri(AnActionEvent event) {
    Editor editor = event.getData(CommonDataKeys.EDITOR);
    return editor == null ? Optional.empty()
        : AssayFiles.uri(FileDocumentManager.getInstance().getFile(editor.getDocument()));
  }
}
