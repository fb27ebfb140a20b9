package dev.assay.intellij.ide.documents;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.editor.Document;
import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.editor.EditorFactory;
import com.intellij.openapi.editor.event.EditorFactoryEvent;
import com.intellij.openapi.editor.event.EditorFactoryListener;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Disposer;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.server.ServerDocuments;
import dev.assay.intellij.ide.AssayFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows which documents of a project are open in editors. All its methods are called on the UI thread. */
public final class OpenEditors implements EditorFactoryListener {
  private final Project project;
  private final ServerDocuments documents;
  private final Runnable onOpen;
  private final Disposable parent;
  private final Map<Document, Shown> shown = new HashMap<>();

  private OpenEditors(Project project, ServerDocuments documents, Runnable onOpen, Disposable parent) {
    this.project = project;
    this.documents = documents;
    this.onOpen = onOpen;
    this.parent = parent;
  }

  /** A document that is shown, and in how many editors. */
  private static final class Shown {
    private final String uri;
    private final Disposable following = Disposer.newDisposable();
    private int editors = 1;

    Shown(String uri) {
      this.uri = uri;
    }
  }

  /**
   * Follows the editors of a project until the parent is disposed.
   *
   * @param onOpen is run for each document that is opened
   */
  public static void follow(Project project, ServerDocuments documents, Runnable onOpen, Disposable parent) {
    OpenEditors editors = new OpenEditors(project, documents, onOpen, parent);
    EditorFactory factory = EditorFactory.getInstance();
    factory.addEditorFactoryListener(editors, parent);
    for (Editor editor : factory.getAllEditors()) {
      editors.opened(editor);
    }
  }

  @Override
  public void editorCreated(EditorFactoryEvent event) {
    opened(event.getEditor());
  }

  @Override
  public void editorReleased(EditorFactoryEvent event) {
    Shown known = project.equals(event.getEditor().getProject()) ? shown.get(event.getEditor().getDocument()) : null;
    if (known != null && --known.editors == 0) {
      shown.remove(event.getEditor().getDocument());
      Disposer.dispose(known.following);
      documents.close(known.uri);
    }
  }

  private void opened(Editor editor) {
    Document document = editor.getDocument();
    VirtualFile file = FileDocumentManager.getInstance().getFile(document);
    Optional<String> language = AssayFiles.languageId(file);
    Optional<String> uri = AssayFiles.uri(file);
    if (!project.equals(editor.getProject()) || language.isEmpty() || uri.isEmpty()) {
      return;
    }
    Shown known = shown.get(document);
    if (known != null) {
      known.editors++;
      return;
    }
    Shown opened = new Shown(uri.get());
    shown.put(document, opened);
    Disposer.register(parent, opened.following);
    documents.open(opened.uri, language.get(), document.getImmutableCharSequence());
    document.addDocumentListener(new ChangeSender(opened.uri, documents), opened.following);
    onOpen.run();
  }
}
