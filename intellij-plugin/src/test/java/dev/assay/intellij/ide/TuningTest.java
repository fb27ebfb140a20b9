package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.openapi.fileEditor.FileEditorManager;
import com.intellij.openapi.util.Disposer;
import dev.assay.intellij.ide.tuning.TunedPanel;
import dev.assay.intellij.ide.tuning.TunedToolWindow;
import java.nio.file.Files;
import javax.swing.JTable;

/** The tool window with a tuned file. */
public class TuningTest extends IdeTestCase {
  private TunedPanel panel;

  @Override
  protected void setUp() throws Exception {
    super.setUp();
    Files.writeString(folder().resolve("compile_flags.txt"), "-O2\n");
    panel = TunedToolWindow.panel(project());
  }

  @Override
  protected void tearDown() throws Exception {
    Disposer.dispose(panel);
    super.tearDown();
  }

  public void testShowsHowSmallEachFunctionBecameAndOpensOne() {
    openMeasured("sum.c", "\n\n" + C_SOURCE + "<caret>");
    panel.tune(AssayFiles.uri(fixture.getFile().getVirtualFile()).orElseThrow());
    JTable table = panel.table();
    await("the table", () -> table.getRowCount() == 2);
    assertThat(table.getValueAt(0, 0)).isEqualTo("sum");
    assertThat(table.getValueAt(1, 0)).isEqualTo("whole file");
    // At -O2 the loop is vectorised and unrolled.
    assertThat(Integer.parseInt(table.getValueAt(0, 3).toString()))
        .isLessThan(Integer.parseInt(table.getValueAt(0, 1).toString()));
    assertThat(panel.message()).startsWith("sum.c: ").contains("bytes of code", "-Oz");

    table.setRowSelectionInterval(0, 0);
    panel.openSelected();
    assertThat(
        FileEditorManager.getInstance(project()).getSelectedTextEditor().getCaretModel().getLogicalPosition().line)
        .isEqualTo(2);
  }

  public void testAFailureIsSaid() {
    openMeasured("twice.ll", "define i32 @twi<caret>ce(i32 %x) {\n  ret i32 %x\n}\n");
    panel.tune(AssayFiles.uri(fixture.getFile().getVirtualFile()).orElseThrow());
    await("a sentence of the server", () -> panel.message().contains("only C and C++ are tuned"));
  }
}
