package dev.assay.intellij.ide;

import com.intellij.ui.table.JBTable;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;

/** A table of which one row is selected at a time, and opened by a double click or Enter. For the UI thread. */
public final class OpeningTable {
  private OpeningTable() {}

  /** A table that calls an action for what is selected. */
  public static JBTable of(RowTableModel<?> model, Runnable openSelected) {
    JBTable table = new JBTable(model);
    table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    table.getEmptyText().setText("Nothing to show");
    table.addMouseListener(new MouseAdapter() {
      @Override
      public void mouseClicked(MouseEvent event) {
        if (event.getClickCount() == 2 && table.rowAtPoint(event.getPoint()) >= 0) {
          openSelected.run();
        }
      }
    });
    table.registerKeyboardAction(event -> openSelected.run(), KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0),
        JComponent.WHEN_FOCUSED);
    return table;
  }
}
