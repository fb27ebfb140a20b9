package dev.assay.intellij.ide;

import java.util.List;
import javax.swing.table.AbstractTableModel;

/**
 * The rows of a table that is filled at once, with titled columns. For the UI thread.
 *
 * @param <T> what a row is
 */
public abstract class RowTableModel<T> extends AbstractTableModel {
  private static final long serialVersionUID = 1;

  private final transient List<String> columns;
  private transient List<T> rows = List.of();

  /** No rows yet, of columns with these titles. */
  protected RowTableModel(String... columns) {
    this.columns = List.of(columns);
  }

  /** Shows other rows in place of those that are shown. */
  protected final void showRows(List<T> newRows) {
    rows = List.copyOf(newRows);
    fireTableDataChanged();
  }

  /** What stands in a column of a row. */
  protected abstract Object value(T row, int column);

  /** The row of an index. */
  public final T row(int index) {
    return rows.get(index);
  }

  @Override
  public final int getRowCount() {
    return rows.size();
  }

  @Override
  public final int getColumnCount() {
    return columns.size();
  }

  @Override
  public final String getColumnName(int column) {
    return columns.get(column);
  }

  @Override
  public final Object getValueAt(int index, int column) {
    return value(rows.get(index), column);
  }
}
