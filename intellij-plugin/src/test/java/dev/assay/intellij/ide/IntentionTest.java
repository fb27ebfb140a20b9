package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.codeInsight.intention.IntentionAction;
import com.intellij.openapi.command.WriteCommandAction;
import com.intellij.openapi.command.undo.UndoManager;
import com.intellij.openapi.fileEditor.FileEditor;
import com.intellij.openapi.fileEditor.TextEditor;
import com.intellij.openapi.fileEditor.impl.text.TextEditorProvider;
import dev.assay.intellij.core.server.ServerSettings;
import dev.assay.intellij.ide.intention.CodeActions;
import dev.assay.intellij.ide.settings.AssaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server's code actions as intentions. */
public class IntentionTest extends IdeTestCase {
  @Override
  protected void setUp() throws Exception {
    super.setUp();
    new AssaySettings("", "", "", "", new ServerSettings(true, false, false, true, "bytes", List.of(), "off")).save();
  }

  @Override
  protected void tearDown() throws Exception {
    AssaySettings.DEFAULT.save();
    super.tearDown();
  }

  public void testIsAppliedAndUndoneAsOne() {
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    String before = text();
    fixture.launchAction(intention("as a comment"));
    assertThat(text()).contains("opt -passes=").isNotEqualTo(before);
    FileEditor editor = TextEditorProvider.getInstance().getTextEditor(fixture.getEditor());
    assertThat(editor).isInstanceOf(TextEditor.class);
    assertThat(UndoManager.getInstance(project()).isUndoAvailable(editor)).isTrue();
    UndoManager.getInstance(project()).undo(editor);
    assertThat(text()).isEqualTo(before);
  }

  public void testReplacesAFunctionInIr() {
    openMeasured("twice.ll", """
        define i32 @twi<caret>ce(i32 %x) {
          %slot = alloca i32
          store i32 %x, ptr %slot
          %a = load i32, ptr %slot
          %b = load i32, ptr %slot
          %c = add i32 %a, %b
          ret i32 %c
        }
        """);
    fixture.launchAction(intention("apply "));
    awaitRead();
    assertThat(text()).doesNotContain("alloca");
  }

  public void testIsNotOfferedForATextThatHasChanged() {
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    IntentionAction intention = intention("as a comment");
    WriteCommandAction.runWriteCommandAction(project(),
        () -> fixture.getEditor().getDocument().insertString(0, "/* new */ "));
    assertThat(intention.isAvailable(project(), fixture.getEditor(), fixture.getFile())).isFalse();
    String changed = text();
    intention.invoke(project(), fixture.getEditor(), fixture.getFile());
    assertThat(text()).isEqualTo(changed);
  }

  public void testOtherFileOfTheProjectIsWrittenToDisk() throws Exception {
    Path flags = folder().resolve("compile_flags.txt");
    Files.writeString(flags, "-O2\n");
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    fixture.launchAction(intention("compile_flags.txt"));
    assertThat(Files.readString(flags)).isEqualTo("-Oz\n");
  }

  private IntentionAction intention(String part) {
    // The IDE's highlighting, which looks for intentions, wants nothing to happen meanwhile, in tests.
    await("the server's answer", () -> CodeActions.of(project(), fixture.getFile().getVirtualFile())
        .filter(actions -> !actions.at(fixture.getEditor(), fixture.getFile().getVirtualFile()).isEmpty()).isPresent());
    settle();
    return intentions().stream().filter(action -> action.getText().contains(part)).findFirst().orElseThrow();
  }

  private List<IntentionAction> intentions() {
    return fixture.getAvailableIntentions().stream().filter(action -> action.getText().startsWith("Assay:")).toList();
  }

  private String text() {
    return fixture.getEditor().getDocument().getText();
  }
}
