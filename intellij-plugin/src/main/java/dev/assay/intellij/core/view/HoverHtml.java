package dev.assay.intellij.core.view;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the server's Markdown as HTML for the IDE's documentation popup.
 *
 * <p>The server writes titles in bold, items, tables and plain lines, one to a block. Nothing of the text gets
 * through as HTML: names in it come from files that anybody may have written.
 */
public final class HoverHtml {
  private HoverHtml() {}

  /** The Markdown as the body of an HTML page. */
  public static String of(String markdown) {
    StringBuilder html = new StringBuilder();
    for (String block : markdown.strip().split("\n\\s*\n")) {
      List<String> lines = block.lines().toList();
      if (lines.isEmpty()) {
        continue;
      }
      if (lines.get(0).startsWith("|")) {
        table(lines, html);
      } else if (lines.stream().allMatch(line -> line.startsWith("- "))) {
        lines.forEach(line -> html.append("<p>• ").append(InlineHtml.of(line.substring(2))).append("</p>"));
      } else {
        html.append("<p>").append(lines.stream().map(InlineHtml::of).collect(Collectors.joining("<br>")))
            .append("</p>");
      }
    }
    return html.toString();
  }

  /** Plain text as the body of an HTML page. */
  public static String ofPlain(String text) {
    return "<pre>" + InlineHtml.escape(text) + "</pre>";
  }

  private static void table(List<String> lines, StringBuilder html) {
    html.append("<table cellpadding='3'>");
    for (int row = 0; row < lines.size(); row++) {
      if (row == 1 && lines.get(1).matches("[|:\\- ]+")) {
        continue;
      }
      String cellTag = row == 0 ? "th" : "td";
      html.append("<tr>");
      List<String> cells = cells(lines.get(row));
      for (int column = 0; column < cells.size(); column++) {
        html.append('<').append(cellTag).append(column == 0 ? " align='left'>" : " align='right'>")
            .append(InlineHtml.of(cells.get(column))).append("</").append(cellTag).append('>');
      }
      html.append("</tr>");
    }
    html.append("</table>");
  }

  /** What is between the bars; a bar behind a backslash is one of the text. */
  private static List<String> cells(String line) {
    String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
    return List.of(inner.split("(?<!\\\\)\\|", -1)).stream().map(String::strip).toList();
  }
}
