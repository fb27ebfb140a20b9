package dev.assay.intellij.ide.documentation;

import com.intellij.lang.documentation.AbstractDocumentationProvider;
import com.intellij.lang.documentation.ExternalDocumentationHandler;
import com.intellij.openapi.diagnostic.Logger;
import com.intellij.openapi.editor.Editor;
import com.intellij.psi.PsiElement;
import com.intellij.psi.PsiFile;
import com.intellij.psi.PsiManager;
import dev.assay.intellij.core.view.Failures;
import dev.assay.intellij.core.view.HoverHtml;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.Navigation;
import dev.assay.intellij.ide.Positions;
import dev.assay.intellij.ide.ServerResponses;
import dev.assay.intellij.ide.project.AssayProject;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.TextDocumentIdentifier;

/**
 * Quick documentation (Ctrl+Q, and under the mouse) over a function, with the server's advice.
 *
 * <p>The server is asked as soon as the place is known, which is on the UI thread; the answer is waited for where the
 * text is made, which is on another. A link in the text opens the function that it names.
 */
public final class AssayDocumentationProvider extends AbstractDocumentationProvider
    implements ExternalDocumentationHandler {
  private static final Logger LOG = Logger.getInstance("#dev.assay");
  private static final int TIMEOUT_MILLIS = 5_000;

  @Override
  public PsiElement getCustomDocumentationElement(Editor editor, PsiFile file, PsiElement contextElement) {
    return element(editor, file, contextElement, editor.getCaretModel().getOffset());
  }

  /** As above, in IDEs from 2020.1 on, which say where the mouse is. */
  @SuppressWarnings("MissingOverride") // 183 does not have it
  public PsiElement getCustomDocumentationElement(Editor editor, PsiFile file, PsiElement contextElement,
      int targetOffset) {
    return element(editor, file, null, targetOffset);
  }

  private static PsiElement element(Editor editor, PsiFile file, PsiElement context, int caret) {
    Optional<AssayProject> assay = AssayProject.of(file.getProject(), file.getVirtualFile());
    if (assay.isEmpty()) {
      return null;
    }
    // Under the mouse, 183 passes only the element there, which is of no use where it is a whole file.
    boolean isPlace = context != null && !context.getTextRange().containsOffset(caret)
        && context.getTextLength() < file.getTextLength();
    int offset = isPlace ? context.getTextRange().getStartOffset() : caret;
    String uri = AssayFiles.uri(file.getVirtualFile()).orElseThrow();
    HoverParams params = new HoverParams(new TextDocumentIdentifier(uri), Positions.of(editor.getDocument(), offset));
    return new FunctionElement(file, offset,
        assay.get().server().request(server -> server.getTextDocumentService().hover(params)));
  }

  @Override
  public String generateDoc(PsiElement element, PsiElement originalElement) {
    if (!(element instanceof FunctionElement function)) {
      return null;
    }
    try {
      Hover hover = ServerResponses.awaitWhileReading(function.answer(), TIMEOUT_MILLIS);
      String html = hover == null ? null : html(hover);
      LOG.debug("documentation: " + (html == null ? "none" : html.replace('\n', ' ')));
      return html;
    } catch (CompletionException e) {
      return HoverHtml.ofPlain(Failures.sentence(e));
    }
  }

  @Override
  public String getQuickNavigateInfo(PsiElement element, PsiElement originalElement) {
    return null;
  }

  @Override
  public boolean handleExternalLink(PsiManager manager, String link, PsiElement context) {
    return context instanceof FunctionElement && Navigation.openLink(manager.getProject(), link);
  }

  @Override
  public boolean handleExternal(PsiElement element, PsiElement originalElement) {
    return false;
  }

  @Override
  public boolean canFetchDocumentationLink(String link) {
    return false;
  }

  @Override
  public String fetchExternalDocumentation(String link, PsiElement element) {
    throw new UnsupportedOperationException("links are opened, not fetched");
  }

  private static String html(Hover hover) {
    if (!hover.getContents().isRight()) {
      return null;
    }
    String text = hover.getContents().getRight().getValue();
    return MarkupKind.MARKDOWN.equals(hover.getContents().getRight().getKind()) ? HoverHtml.of(text)
        : HoverHtml.ofPlain(text);
  }
}
