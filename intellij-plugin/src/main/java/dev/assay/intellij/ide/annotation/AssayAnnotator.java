package dev.assay.intellij.ide.annotation;

import com.intellij.lang.annotation.AnnotationHolder;
import com.intellij.lang.annotation.ExternalAnnotator;
import com.intellij.lang.annotation.HighlightSeverity;
import com.intellij.openapi.editor.Document;
import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.util.TextRange;
import com.intellij.psi.PsiDocumentManager;
import com.intellij.psi.PsiFile;
import dev.assay.intellij.core.client.DiagnosticStore.Published;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.Positions;
import dev.assay.intellij.ide.project.AssayProject;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;

/**
 * Shows the problems that the server has published for a file. It never waits: when the server publishes others, the
 * file is annotated again.
 */
public final class AssayAnnotator extends ExternalAnnotator<AssayAnnotator.Question, AssayAnnotator.Problems> {
  /** Which document is asked about. */
  record Question(AssayProject assay, String uri) {}

  /** What is known about it, and for which version of its text. */
  record Problems(int version, List<Diagnostic> diagnostics, Question question) {}

  @Override
  public Question collectInformation(PsiFile file, Editor editor, boolean hasErrors) {
    return question(file).orElse(null);
  }

  @Override
  public Question collectInformation(PsiFile file) {
    return question(file).orElse(null);
  }

  private static Optional<Question> question(PsiFile file) {
    return AssayProject.of(file.getProject(), file.getVirtualFile())
        .flatMap(assay -> AssayFiles.uri(file.getVirtualFile()).map(uri -> new Question(assay, uri)));
  }

  @Override
  public Problems doAnnotate(Question question) {
    Optional<Published> published = question.assay().server().diagnostics().of(question.uri());
    Optional<Integer> version = question.assay().server().documents().version(question.uri());
    if (published.isEmpty() || version.isEmpty()) {
      return null;
    }
    return new Problems(version.get(), published.get().problems(), question);
  }

  /** What was published for an older text is left out: it would be shown in the wrong places. */
  @Override
  public void apply(PsiFile file, Problems problems, AnnotationHolder holder) {
    Document document = PsiDocumentManager.getInstance(file.getProject()).getDocument(file);
    Question question = problems.question();
    Optional<Published> published = question.assay().server().diagnostics().of(question.uri());
    boolean isCurrent = published.isPresent()
        && (published.get().version() == null || published.get().version().equals(problems.version()))
        && question.assay().server().documents().version(question.uri()).equals(Optional.of(problems.version()));
    if (document == null || !isCurrent) {
      return;
    }
    for (Diagnostic diagnostic : problems.diagnostics()) {
      TextRange range = visible(document, Positions.offsets(document, diagnostic.getRange()));
      holder.createAnnotation(severity(diagnostic.getSeverity()), range, message(diagnostic));
    }
  }

  private static String message(Diagnostic diagnostic) {
    return diagnostic.getMessage() == null ? "Assay"
        : diagnostic.getMessage().map(text -> text, markup -> markup.getValue());
  }

  /** An empty range would not be visible: it is widened by the character next to it. */
  private static TextRange visible(Document document, TextRange range) {
    if (!range.isEmpty() || document.getTextLength() == 0) {
      return range;
    }
    return range.getEndOffset() < document.getTextLength() ? range.grown(1)
        : new TextRange(range.getStartOffset() - 1, range.getEndOffset());
  }

  private static HighlightSeverity severity(DiagnosticSeverity severity) {
    if (severity == null) {
      return HighlightSeverity.WARNING;
    }
    return switch (severity) {
      case Error -> HighlightSeverity.ERROR;
      case Warning -> HighlightSeverity.WARNING;
      case Information -> HighlightSeverity.WEAK_WARNING;
      case Hint -> HighlightSeverity.INFORMATION;
    };
  }
}
