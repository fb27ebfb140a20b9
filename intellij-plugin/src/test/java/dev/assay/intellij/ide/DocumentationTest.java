package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.codeInsight.documentation.DocumentationManager;
import com.intellij.lang.documentation.CompositeDocumentationProvider;
import com.intellij.lang.documentation.DocumentationProvider;
import com.intellij.lang.documentation.ExternalDocumentationHandler;
import com.intellij.openapi.application.ReadAction;
import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import com.intellij.openapi.fileEditor.FileEditorManager;
import com.intellij.psi.PsiElement;
import com.intellij.psi.PsiManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Quick documentation, by the IDE's own manager of it. */
public class DocumentationTest extends IdeTestCase {
  public void testOverFunctionInC() {
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    assertThat(documentation()).contains("sum", "IR instructions", "-Oz", "best found").doesNotContain("**");
  }

  public void testOverFunctionInIr() {
    openMeasured("twice.ll", """
        define i32 @twi<caret>ce(i32 %x) {
          %a = add i32 %x, %x
          ret i32 %a
        }
        """);
    assertThat(documentation()).contains("twice", "2 IR instructions");
  }

  public void testOutsideFunctionThereIsNone() {
    openMeasured("sum.c", "<caret>\n\n" + C_SOURCE);
    assertThat(documentation()).doesNotContain("IR instructions");
  }

  public void testUnderTheMouseTheCaretDoesNotMatter() {
    openMeasured("two.c", "<caret>int none;\n" + C_SOURCE);
    int mouse = fixture.getEditor().getDocument().getText().indexOf("total +=");
    assertThat(documentation(mouse)).contains("sum", "IR instructions");
  }

  public void testALinkOpensTheFunctionThatItNames() throws IOException {
    Path other = folder().resolve("other file.c");
    Files.writeString(other, "\n\n" + C_SOURCE);
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    PsiElement function = element(fixture.getCaretOffset());
    PsiManager psi = PsiManager.getInstance(project());
    assertThat(followLink(psi, other.toUri() + "#L3", function)).isTrue();
    Editor opened = FileEditorManager.getInstance(project()).getSelectedTextEditor();
    assertThat(FileDocumentManager.getInstance().getFile(opened.getDocument()).getName()).isEqualTo("other file.c");
    assertThat(opened.getCaretModel().getLogicalPosition().line).isEqualTo(2);

    assertThat(followLink(psi, folder().resolve("none.c").toUri().toString(), function)).isFalse();
    assertThat(followLink(psi, "https://example.org", function)).isFalse();
  }

  /** As the IDE's own popup does, which asks the providers that handle links, one after the other. */
  private static boolean followLink(PsiManager psi, String link, PsiElement function) {
    CompositeDocumentationProvider all =
        (CompositeDocumentationProvider) DocumentationManager.getProviderFromElement(function);
    return all.getAllProviders().stream().filter(ExternalDocumentationHandler.class::isInstance)
        .anyMatch(provider -> ((ExternalDocumentationHandler) provider).handleExternalLink(psi, link, function));
  }

  private String documentation() {
    return documentation(fixture.getCaretOffset());
  }

  private String documentation(int offset) {
    PsiElement element = element(offset);
    String text = inBackground(() -> {
      DocumentationProvider provider = ReadAction.compute(() -> DocumentationManager.getProviderFromElement(element));
      return ReadAction.compute(() -> provider.generateDoc(element, element));
    });
    return String.valueOf(text);
  }

  private PsiElement element(int offset) {
    return DocumentationManager.getInstance(project()).findTargetElement(fixture.getEditor(), offset, fixture.getFile(),
        fixture.getFile().findElementAt(offset));
  }
}
