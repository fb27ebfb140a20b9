package dev.assay.intellij.ide.similar;

import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.protocol.SimilarRow;
import dev.assay.intellij.core.view.Figures;
import dev.assay.intellij.ide.RowTableModel;
import java.util.List;

/** The rows of the table: what was found, the most similar first. */
final class SimilarTableModel extends RowTableModel<SimilarRow> {
  private static final long serialVersionUID = 1;

  SimilarTableModel() {
    super("Function", "File", "Similarity", "By chance", "Measured gain");
  }

  void show(List<SimilarRow> newRows) {
    showRows(newRows);
  }

  @Override
  protected Object value(SimilarRow row, int column) {
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
