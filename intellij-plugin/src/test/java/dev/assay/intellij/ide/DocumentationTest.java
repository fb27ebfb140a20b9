package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.codeInsight.documentation.DocumentationManager;
import com.intellij.lang.documentation.DocumentationProvider;
import com.intellij.openapi.application.ReadAction;
import com.intellij.psi.PsiElement;

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

  private String documentation() {
    return documentation(fixture.getCaretOffset());
  }

  private String documentation(int offset) {
    DocumentationManager manager = DocumentationManager.getInstance(project());
    PsiElement element = manager.findTargetElement(fixture.getEditor(), offset, fixture.getFile(),
        fixture.getFile().findElementAt(offset));
    String text = inBackground(() -> {
      DocumentationProvider provider = ReadAction.compute(() -> DocumentationManager.getProviderFromElement(element));
      return ReadAction.compute(() -> provider.generateDoc(element, element));
    });
    return String.valueOf(text);
  }
}
