package dev.assay.intellij.ide.documentation;

import com.intellij.openapi.util.TextRange;
import com.intellij.psi.PsiElement;
import com.intellij.psi.PsiFile;
import com.intellij.psi.impl.FakePsiElement;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Hover;

/** The function at a place, as an element that has documentation: the server's answer. */
final class FunctionElement extends FakePsiElement {
  private final PsiFile file;
  private final int offset;
  private final CompletableFuture<Hover> answer;

  FunctionElement(PsiFile file, int offset, CompletableFuture<Hover> answer) {
    this.file = file;
    this.offset = offset;
    this.answer = answer;
  }

  CompletableFuture<Hover> answer() {
    return answer;
  }

  @Override
  public PsiElement getParent() {
    return file;
  }

  @Override
  public PsiFile getContainingFile() {
    return file;
  }

  @Override
  public TextRange getTextRange() {
    return new TextRange(offset, offset);
  }

  @Override
  public String getName() {
    return "Assay";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionElement element && element.file.equals(file) && element.offset == offset;
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + offset;
  }
}
