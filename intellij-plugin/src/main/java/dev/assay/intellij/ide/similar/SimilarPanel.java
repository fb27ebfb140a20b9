package dev.assay.intellij.ide.similar;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.actionSystem.ActionManager;
import com.intellij.openapi.actionSystem.ActionToolbar;
import com.intellij.openapi.actionSystem.DefaultActionGroup;
import com.intellij.openapi.diagnostic.Logger;
import com.intellij.openapi.project.Project;
import com.intellij.ui.components.JBScrollPane;
import com.intellij.ui.table.JBTable;
import dev.assay.intellij.core.protocol.Commands;
import dev.assay.intellij.core.protocol.SimilarFunctions;
import dev.assay.intellij.core.protocol.SimilarRow;
import dev.assay.intellij.core.view.Figures;
import dev.assay.intellij.ide.BackgroundRequest;
import dev.assay.intellij.ide.Navigation;
import dev.assay.intellij.ide.OpeningTable;
import dev.assay.intellij.ide.project.AssayProject;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTable;
import javax.swing.SpinnerNumberModel;

/** The tool window's content: what was asked about, and what reacts like it. For the UI thread. */
public final class SimilarPanel implements Disposable {
  private static final Logger LOG = Logger.getInstance("#dev.assay");
  private static final int USUAL_LEAST_INSTRUCTIONS = 10;
  private static final int MOST_LEAST_INSTRUCTIONS = 100_000;

  private final Project project;
  private final JPanel component = new JPanel(new BorderLayout());
  private final JLabel message = new JLabel("Put the caret into a function and choose Find Similar Functions.");
  private final SimilarTableModel model = new SimilarTableModel();
  private final JBTable table = OpeningTable.of(model, this::openSelected);
  private final JSpinner leastInstructions =
      new JSpinner(new SpinnerNumberModel(USUAL_LEAST_INSTRUCTIONS, 0, MOST_LEAST_INSTRUCTIONS, 5));
  private DocumentPosition asked;
  private SimilarFunctions found;
  private boolean isDisposed;

  /** A panel that shows nothing yet. */
  SimilarPanel(Project project) {
    this.project = project;
    table.setAutoResizeMode(JTable.AUTO_RESIZE_ALL_COLUMNS);
    component.add(top(), BorderLayout.NORTH);
    component.add(new JBScrollPane(table), BorderLayout.CENTER);
  }

  private JComponent top() {
    DefaultActionGroup actions = new DefaultActionGroup(new RefreshAction(this), new CompareAction(this));
    ActionToolbar toolbar = ActionManager.getInstance().createActionToolbar("AssaySimilar", actions, true);
    toolbar.setTargetComponent(table);
    JPanel top = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 2));
    top.add(toolbar.getComponent());
    JLabel label = new JLabel("At least");
    label.setLabelFor(leastInstructions);
    leastInstructions.addChangeListener(event -> refresh());
    top.add(label);
    top.add(leastInstructions);
    top.add(new JLabel("instructions"));
    top.add(message);
    return top;
  }

  /** What the tool window shows. */
  public JComponent component() {
    return component;
  }

  /** The table with what was found. */
  public JTable table() {
    return table;
  }

  /** The message next to the table. */
  public String message() {
    return message.getText();
  }

  /** Functions with fewer instructions are left out, from the next search on. */
  public void setLeastInstructions(int instructions) {
    leastInstructions.setValue(instructions);
  }

  /** Looks for functions that react like the one at a place. */
  public void find(DocumentPosition wanted) {
    asked = wanted;
    refresh();
  }

  /** Repeats the last search. */
  public void refresh() {
    DocumentPosition wanted = asked;
    AssayProject.of(project).filter(assay -> wanted != null).ifPresent(assay -> {
      message.setText("Looking for functions similar to the one in line " + (wanted.position().getLine() + 1) + "…");
      int least = (Integer) leastInstructions.getValue();
      BackgroundRequest.ask(project, "Assay: looking for similar functions",
          assay.server().request(api -> Commands.findSimilar(api, wanted.uri(), wanted.position(), least)),
          answer -> show(wanted, answer), sentence -> fail(wanted, sentence));
    });
  }

  /** Opens the function that is selected. */
  public void openSelected() {
    selected().ifPresent(row -> {
      if (!Navigation.open(project, row.uri(), row.range() == null ? null : row.range().getStart())) {
        message.setText("The file " + row.uri() + " no longer exists.");
      }
    });
  }

  /** Compares the function that was asked about with the one that is selected. */
  public void compareSelected() {
    Optional<SimilarRow> right = selected();
    if (found != null && right.isPresent()) {
      Comparisons.show(project, found.function(), right.get());
    }
  }

  /** Whether there is a search to repeat. */
  boolean canRefresh() {
    return asked != null;
  }

  /** The function that is selected. */
  Optional<SimilarRow> selected() {
    int row = table.getSelectedRow();
    return row < 0 || row >= model.getRowCount() ? Optional.empty() : Optional.of(model.row(row));
  }

  private void show(DocumentPosition wanted, SimilarFunctions answer) {
    if (isDisposed || !wanted.equals(asked)) {
      return;
    }
    found = answer;
    model.show(answer.rows());
    LOG.debug("similar to " + answer.function().name() + ": " + answer.rows().stream().map(SimilarRow::name).toList());
    String note = answer.note() == null || answer.note().isBlank() ? "" : "; " + answer.note();
    message.setText("Like " + answer.function().displayName() + " (" + Figures.count(answer.function().instructions())
        + " instructions), of " + Figures.count(answer.indexed()) + " functions" + note);
  }

  private void fail(DocumentPosition wanted, String sentence) {
    if (!isDisposed && wanted.equals(asked)) {
      message.setText(sentence);
    }
  }

  @Override
  public void dispose() {
    isDisposed = true;
  }
}
