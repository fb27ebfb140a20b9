package dev.assay.intellij.ide.tuning;

import dev.assay.intellij.core.protocol.TunedFile;
import dev.assay.intellij.core.protocol.TunedFunction;
import dev.assay.intellij.core.view.Figures;
import dev.assay.intellij.ide.RowTableModel;
import java.util.ArrayList;
import java.util.List;

/** The rows of the table: the file's functions, and the whole file last. */
final class TunedTableModel extends RowTableModel<TunedFunction> {
  private static final long serialVersionUID = 1;

  TunedTableModel() {
    super("Function", "Built", "-Oz", "Tuned", "Change");
  }

  void show(TunedFile file) {
    List<TunedFunction> all = new ArrayList<>(file.functions());
    all.add(new TunedFunction("", "whole file", null, file.builtBytes(), file.ozBytes(), file.tunedBytes(), null));
    showRows(all);
  }

  @Override
  protected Object value(TunedFunction row, int column) {
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
