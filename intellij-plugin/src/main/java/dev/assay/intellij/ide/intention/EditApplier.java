package dev.assay.intellij.ide.intention;

import com.intellij.openapi.command.CommandProcessor;
import com.intellij.openapi.command.WriteCommandAction;
import com.intellij.openapi.editor.Document;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.roots.ProjectFileIndex;
import com.intellij.openapi.util.TextRange;
import com.intellij.openapi.util.text.StringUtil;
import com.intellij.openapi.vfs.LocalFileSystem;
import com.intellij.openapi.vfs.ReadonlyStatusHandler;
import com.intellij.openapi.vfs.VirtualFile;
import com.intellij.psi.PsiDocumentManager;
import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.server.ServerDocuments;
import dev.assay.intellij.ide.Positions;
import dev.assay.intellij.ide.project.AssayProject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Applies an edit of the server as one command that can be undone, or not at all: only to texts as the server knew
 * them, and only to files of the project.
 */
final class EditApplier {
  private final Project project;
  private final VirtualFile from;

  /** An applier for what was offered in a file. */
  EditApplier(Project project, VirtualFile from) {
    this.project = project;
    this.from = from;
  }

  /** Edits of one document, the last place first. */
  private record Planned(VirtualFile file, Document document, List<Replacement> replacements) {}

  /** A part of a text and what comes in its place. */
  private record Replacement(TextRange range, String text) {}

  /** An edit that cannot be applied; the message is a sentence for the user. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /** Applies what an action does; returns why that could not be done, if so. For the UI thread. */
  Optional<String> apply(CodeAction action) {
    try {
      List<Planned> plan = new ArrayList<>();
      for (TextDocumentEdit edit : edits(action.getEdit())) {
        plan.add(plan(edit));
      }
      VirtualFile[] files = plan.stream().map(Planned::file).toArray(VirtualFile[]::new);
      if (ReadonlyStatusHandler.getInstance(project).ensureFilesWritable(files).hasReadonlyFiles()) {
        return Optional.of("Nothing was changed, since a file to be changed is read-only.");
      }
      WriteCommandAction.runWriteCommandAction(project, action.getTitle(), null, () -> write(plan));
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static List<TextDocumentEdit> edits(WorkspaceEdit edit) throws RefusedException {
    List<TextDocumentEdit> edits = new ArrayList<>();
    if (edit.getDocumentChanges() != null) {
      for (var change : edit.getDocumentChanges()) {
        if (!change.isLeft()) {
          throw new RefusedException("Nothing was changed, since the server wants files created or moved.");
        }
        edits.add(change.getLeft());
      }
    } else if (edit.getChanges() != null) {
      edit.getChanges()
          .forEach((uri, changes) -> edits.add(new TextDocumentEdit(new VersionedTextDocumentIdentifier(uri, null),
              changes.stream().map(Either::<TextEdit, SnippetTextEdit>forLeft).toList())));
    }
    return edits;
  }

  private Planned plan(TextDocumentEdit edit) throws RefusedException {
    String uri = edit.getTextDocument().getUri();
    VirtualFile file = FileUris.file(uri)
        .map(path -> LocalFileSystem.getInstance().refreshAndFindFileByPath(path.toString())).orElse(null);
    Document document = file == null ? null : FileDocumentManager.getInstance().getDocument(file);
    if (document == null || !file.equals(from) && !ProjectFileIndex.getInstance(project).isInContent(file)) {
      throw new RefusedException("Nothing was changed, since " + uri + " is not a file of this project.");
    }
    Integer version = edit.getTextDocument().getVersion();
    Optional<Integer> current = AssayProject.of(project).map(AssayProject::server).map(server -> server.documents())
        .flatMap((ServerDocuments documents) -> documents.version(uri));
    if (version != null && !current.equals(Optional.of(version))) {
      throw new RefusedException("Nothing was changed, since the text has changed in the meantime. Try again.");
    }
    List<Replacement> replacements = new ArrayList<>();
    for (Either<TextEdit, ?> change : edit.getEdits()) {
      if (!change.isLeft()) {
        throw new RefusedException("Nothing was changed, since the server sent an edit with places to fill in.");
      }
      replacements.add(new Replacement(Positions.offsets(document, change.getLeft().getRange()),
          StringUtil.convertLineSeparators(change.getLeft().getNewText())));
    }
    return new Planned(file, document, lastFirst(replacements));
  }

  /** From last to first, the order of insertions at the same place has to be reversed for them to keep it. */
  private static List<Replacement> lastFirst(List<Replacement> replacements) throws RefusedException {
    List<Replacement> sorted = new ArrayList<>(replacements);
    sorted.sort(Comparator.comparingInt((Replacement replacement) -> replacement.range().getStartOffset()));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).range().getStartOffset() < sorted.get(i - 1).range().getEndOffset()) {
        throw new RefusedException("Nothing was changed, since parts of the edit overlap.");
      }
    }
    Collections.reverse(sorted);
    return sorted;
  }

  private void write(List<Planned> plan) {
    for (Planned planned : plan) {
      for (Replacement replacement : planned.replacements()) {
        planned.document().replaceString(replacement.range().getStartOffset(), replacement.range().getEndOffset(),
            replacement.text());
      }
      PsiDocumentManager.getInstance(project).commitDocument(planned.document());
      if (!planned.file().equals(from)) {
        // Undo works from the editor that the action was invoked in; and builds read the file on disk.
        CommandProcessor.getInstance().markCurrentCommandAsGlobal(project);
        FileDocumentManager.getInstance().saveDocument(planned.document());
      }
    }
  }
}
