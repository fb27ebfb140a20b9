package dev.assay.intellij.ide.tuning;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.project.Project;
import com.intellij.ui.components.JBScrollPane;
import com.intellij.ui.table.JBTable;
import dev.assay.intellij.core.protocol.Commands;
import dev.assay.intellij.core.protocol.TunedFile;
import dev.assay.intellij.core.protocol.TunedFunction;
import dev.assay.intellij.ide.BackgroundRequest;
import dev.assay.intellij.ide.Navigation;
import dev.assay.intellij.ide.OpeningTable;
import dev.assay.intellij.ide.project.AssayProject;
import java.awt.BorderLayout;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.JTextArea;

/** The tool window's content: what was found for a file, in words, and its functions. For the UI thread. */
public final class TunedPanel implements Disposable {
  private final Project project;
  private final JPanel component = new JPanel(new BorderLayout());
  private final JTextArea message = new JTextArea("Open a C or C++ file and choose Tune This File.");
  private final TunedTableModel model = new TunedTableModel();
  private final JBTable table = OpeningTable.of(model, this::openSelected);
  private String asked = "";
  private boolean isDisposed;

  /** A panel that shows nothing yet. */
  TunedPanel(Project project) {
    this.project = project;
    message.setEditable(false);
    message.setLineWrap(true);
    message.setWrapStyleWord(true);
    message.setOpaque(false);
    message.setBorder(BorderFactory.createEmptyBorder(4, 6, 4, 6));
    component.add(message, BorderLayout.NORTH);
    component.add(new JBScrollPane(table), BorderLayout.CENTER);
  }

  /** What the tool window shows. */
  public JComponent component() {
    return component;
  }

  /** The table with the file's functions, and the whole file last. */
  public JTable table() {
    return table;
  }

  /** What is said above the table. */
  public String message() {
    return message.getText();
  }

  /** Tunes a file; what was asked for before is of no interest any more. */
  public void tune(String uri) {
    asked = uri;
    AssayProject.of(project).ifPresent(assay -> {
      String name = uri.substring(uri.lastIndexOf('/') + 1);
      message.setText("Tuning " + name + "…");
      BackgroundRequest.ask(project, "Assay: tuning " + name, assay.server().request(api -> Commands.tune(api, uri)),
          answer -> show(uri, answer), sentence -> fail(uri, sentence));
    });
  }

  /** Opens the function that is selected. */
  public void openSelected() {
    int selected = table.getSelectedRow();
    if (selected >= 0 && selected < model.getRowCount()) {
      TunedFunction row = model.row(selected);
      if (row.range() != null && !Navigation.open(project, asked, row.range().getStart())) {
        message.setText("The file " + asked + " no longer exists.");
      }
    }
  }

  private void show(String uri, TunedFile answer) {
    if (isDisposed || !uri.equals(asked)) {
      return;
    }
    model.show(answer);
    String options = answer.options().isEmpty() ? "" : "\n" + String.join(" ", answer.options());
    String notes = answer.text().notes().isEmpty() ? "" : "\n" + String.join("\n", answer.text().notes());
    message.setText(answer.text().summary() + options + notes);
  }

  private void fail(String uri, String sentence) {
    if (!isDisposed && uri.equals(asked)) {
      message.setText(sentence);
    }
  }

  @Override
  public void dispose() {
    isDisposed = true;
  }
}
