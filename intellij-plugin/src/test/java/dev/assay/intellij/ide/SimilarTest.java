package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.diff.chains.DiffRequestChain;
import com.intellij.diff.chains.SimpleDiffRequestChain;
import com.intellij.diff.contents.DocumentContent;
import com.intellij.diff.requests.ContentDiffRequest;
import com.intellij.openapi.fileEditor.FileEditorManager;
import com.intellij.openapi.util.Disposer;
import dev.assay.intellij.core.protocol.Commands;
import dev.assay.intellij.core.protocol.Comparison;
import dev.assay.intellij.ide.project.AssayProject;
import dev.assay.intellij.ide.similar.Comparisons;
import dev.assay.intellij.ide.similar.SimilarPanel;
import dev.assay.intellij.ide.similar.SimilarToolWindow;
import dev.assay.intellij.ide.similar.DocumentPosition;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import javax.swing.JTable;
import org.eclipse.lsp4j.Position;

/** The tool window's content over a real index, and the comparison. */
public class SimilarTest extends IdeTestCase {
  private SimilarPanel panel;

  @Override
  protected void setUp() throws Exception {
    super.setUp();
    Files.writeString(folder().resolve("other.c"), C_SOURCE.replace("sum", "weighted").replace("* 3", "* 5"));
    panel = SimilarToolWindow.panel(project());
  }

  @Override
  protected void tearDown() throws Exception {
    Disposer.dispose(panel);
    super.tearDown();
  }

  public void testFindsOpensAndRespectsTheLeastSize() {
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    DocumentPosition position = DocumentPosition.atCaret(fixture.getEditor()).orElseThrow();
    JTable table = panel.table();
    await("the other function to be found", () -> {
      panel.find(position);
      await("an answer", () -> !panel.message().startsWith("Looking"));
      return table.getRowCount() > 0;
    });
    assertThat(table.getValueAt(0, 0)).isEqualTo("weighted");
    assertThat(table.getValueAt(0, 1)).isEqualTo("other.c:1");
    assertThat(table.getValueAt(0, 2)).asString().matches("([01]\\.\\d{3}|>0\\.999)");
    assertThat(panel.message()).startsWith("Like sum (");

    table.setRowSelectionInterval(0, 0);
    panel.openSelected();
    assertThat(FileEditorManager.getInstance(project()).getSelectedFiles()[0].getName()).isEqualTo("other.c");

    panel.setLeastInstructions(5_000);
    await("nothing as large", () -> table.getRowCount() == 0);
  }

  public void testAFailureIsSaid() {
    openMeasured("sum.c", "<caret>\n\n" + C_SOURCE);
    panel.find(DocumentPosition.atCaret(fixture.getEditor()).orElseThrow());
    await("a sentence of the server", () -> panel.message().startsWith("The Assay server says: "));
  }

  public void testComparesInTheDiffViewer() throws Exception {
    openMeasured("sum.c", C_SOURCE + C_SOURCE.replace("sum", "weighted").replace("* 3", "* 5"));
    AssayProject assay = assay();
    String uri = AssayFiles.uri(fixture.getFile().getVirtualFile()).orElseThrow();
    Comparison comparison = inBackground(() -> ServerResponses.await(assay.server().request(
        api -> Commands.compare(api, Commands.functionNamed(uri, "sum"), Commands.functionAt(uri, new Position(8, 6)))),
        TimeUnit.MINUTES.toMillis(2)));
    DiffRequestChain chain = Comparisons.chain(project(), comparison);
    assertThat(chain.getRequests()).hasSize(4);
    ContentDiffRequest after =
        (ContentDiffRequest) ((SimpleDiffRequestChain.DiffRequestProducerWrapper) chain.getRequests().get(1))
            .getRequest();
    assertThat(((DocumentContent) after.getContents().get(0)).getDocument().getText()).contains("define", "@sum");
    assertThat(((DocumentContent) after.getContents().get(1)).getDocument().getText()).contains("@weighted");
  }
}
