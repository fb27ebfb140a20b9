package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.codeInsight.daemon.impl.HighlightInfo;
import com.intellij.lang.annotation.HighlightSeverity;
import com.intellij.openapi.command.WriteCommandAction;
import java.util.List;

/** The server's problems, by the IDE's own highlighting. */
public class AnnotationTest extends IdeTestCase {
  public void testErrorInCStandsWhereItIsAndGoesWhenItIsMended() {
    open("broken.c", "int f(void) { return undeclared; }\n");
    awaitMeasured();
    List<HighlightInfo> errors = fixture.doHighlighting(HighlightSeverity.ERROR);
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getDescription()).contains("undeclared");
    assertThat(errors.get(0).getText()).startsWith("u");

    int at = fixture.getEditor().getDocument().getText().indexOf("undeclared");
    WriteCommandAction.runWriteCommandAction(project(),
        () -> fixture.getEditor().getDocument().replaceString(at, at + "undeclared".length(), "1"));
    awaitMeasured();
    assertThat(fixture.doHighlighting(HighlightSeverity.ERROR)).isEmpty();
  }

  public void testErrorInIr() {
    open("broken.ll", "define i32 @f() {\n  ret i32 %nothing\n}\n");
    awaitMeasured();
    assertThat(fixture.doHighlighting(HighlightSeverity.ERROR)).hasSize(1);
  }

  public void testOtherFilesAreLeftAlone() {
    assay();
    fixture.configureByText("notes.txt", "int f(void) { return undeclared; }\n");
    assertThat(fixture.doHighlighting(HighlightSeverity.ERROR)).isEmpty();
  }
}
