package dev.assay.intellij.ide.similar;

import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.protocol.SimilarRow;
import dev.assay.intellij.core.view.Figures;
import java.util.List;
import javax.swing.table.AbstractTableModel;

/** The rows of the table: what was found, the most similar first. */
final class SimilarTableModel extends AbstractTableModel {
  private static final long serialVersionUID = 1;
  private static final List<String> COLUMNS = List.of("Function", "File", "Similarity", "By chance", "Measured gain");

  private transient List<SimilarRow> rows = List.of();

  void show(List<SimilarRow> newRows) {
    rows = List.copyOf(newRows);
    fireTableDataChanged();
  }

  SimilarRow row(int index) {
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
    SimilarRow row = rows.get(index);
    return switch (column) {
      case 0 -> row.count() > 1 ? row.displayName() + " (and " + (row.count() - 1) + " alike)" : row.displayName();
      case 1 -> file(row);
      case 2 -> Figures.words(row).similarity();
      case 3 -> Figures.words(row).chance();
      default -> Figures.words(row).gains();
    };
  }

  private static String file(SimilarRow row) {
    String name = FileUris.file(row.uri()).map(path -> String.valueOf(path.getFileName())).orElse(row.uri());
    return row.range() == null ? name : name + ":" + (row.range().getStart().getLine() + 1);
  }
}
