package dev.assay.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lays cells out in columns of fixed widths; what is too long is cut.
 *
 * <p>Not picocli's {@code Help.TextTable}. Tried, it aligned no figures at the right, cut a path at its end and without
 * an ellipsis, left eight Chinese letters uncut in ten columns, and shifted what follows combining marks.
 */
public final class Columns {
  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();

  private record Column(String title, int width, Kind kind) {}

  private enum Kind {
    TEXT,
    PATH,
    NUMBER
  }

  /** Cells of one row, with each one's style. */
  public static final class Row {
    private final List<String> texts = new ArrayList<>();
    private final List<UnaryOperator<String>> styles = new ArrayList<>();

    /** Adds a cell. */
    public Row cell(String text) {
      return cell(text, UnaryOperator.identity());
    }

    /** Adds a cell whose padded text is passed through {@code style}. */
    public Row cell(String text, UnaryOperator<String> style) {
      texts.add(text);
      styles.add(style);
      return this;
    }
  }

  /** Adds a column of text. */
  public Columns text(String title, int width) {
    columns.add(new Column(title, width, Kind.TEXT));
    return this;
  }

  /** Adds a column of paths, which are cut at their front. */
  public Columns path(String title, int width) {
    columns.add(new Column(title, width, Kind.PATH));
    return this;
  }

  /** Adds a column of figures, aligned at its right. */
  public Columns number(String title, int width) {
    columns.add(new Column(title, width, Kind.NUMBER));
    return this;
  }

  /** Columns that a line takes. */
  public int width() {
    return columns.stream().mapToInt(Column::width).sum() + GAP.length() * (columns.size() - 1);
  }

  /** The line of titles. */
  public String titles() {
    Row row = new Row();
    columns.forEach(column -> row.cell(column.title));
    return line(row);
  }

  /** A row as one line. */
  public String line(Row row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String text = TextWidth.printable(row.texts.get(i));
      String cell = switch (column.kind) {
        case TEXT -> TextWidth.left(text, column.width);
        case PATH -> TextWidth.left(TextWidth.cutFront(text, column.width), column.width);
        case NUMBER -> TextWidth.right(text, column.width);
      };
      line.append(i == 0 ? "" : GAP).append(row.styles.get(i).apply(cell));
    }
    return line.toString().stripTrailing();
  }
}
