package dev.assay.intellij.ide.tuning;

import dev.assay.intellij.core.protocol.TunedFile;
import dev.assay.intellij.core.protocol.TunedFunction;
import dev.assay.intellij.core.view.Figures;
import java.util.ArrayList;
import java.util.List;
import javax.swing.table.AbstractTableModel;

/** The rows of the table: the file's functions, and the whole file last. */
final class TunedTableModel extends AbstractTableModel {
  private static final long serialVersionUID = 1;
  private static final List<String> COLUMNS = List.of("Function", "Built", "-Oz", "Tuned", "Change");

  private transient List<TunedFunction> rows = List.of();

  void show(TunedFile file) {
    List<TunedFunction> all = new ArrayList<>(file.functions());
    all.add(new TunedFunction("", "whole file", null, file.builtBytes(), file.ozBytes(), file.tunedBytes(), null));
    rows = List.copyOf(all);
    fireTableDataChanged();
  }

  TunedFunction row(int index) {
    return rows.get(index);
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return COLUMNS.size();
  }

  @Override
  public String getColumnName(int column) {
    return COLUMNS.get(column);
  }

  @Override
  public Object getValueAt(int index, int column) {
    TunedFunction row = rows.get(index);
    return switch (column) {
      case 0 -> row.displayName();
      case 1 -> bytes(row.builtBytes());
      case 2 -> bytes(row.ozBytes());
      case 3 -> bytes(row.tunedBytes());
      default -> row.change() == null ? "" : row.change();
    };
  }

  private static String bytes(Long bytes) {
    return bytes == null ? "-" : Figures.count(bytes);
  }
}
