package dev.assay.intellij.core.view;

/** Writes what is within a line of Markdown as HTML: bold, code, links, and characters behind a backslash. */
final class InlineHtml {
  private final String text;
  private final StringBuilder html = new StringBuilder();
  private int at;
  private boolean isBold;

  private InlineHtml(String text) {
    this.text = text;
  }

  static String of(String line) {
    return new InlineHtml(line).write();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  private String write() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        html.append(escape(text.substring(at + 1, at + 2)));
        at += 2;
      } else if (text.startsWith("**", at)) {
        html.append(isBold ? "</b>" : "<b>");
        isBold = !isBold;
        at += 2;
      } else if (c != '`' && c != '[' || !(c == '`' ? code() : link())) {
        html.append(escape(String.valueOf(c)));
        at++;
      }
    }
    return isBold ? html.append("</b>").toString() : html.toString();
  }

  /** Code between fences of as many backticks; one space inside of each fence belongs to the fence. */
  private boolean code() {
    int fence = 1;
    while (at + fence < text.length() && text.charAt(at + fence) == '`') {
      fence++;
    }
    int end = endOfCode(at + fence, fence);
    if (end < 0) {
      return false;
    }
    String code = text.substring(at + fence, end);
    if (code.length() > 2 && code.startsWith(" ") && code.endsWith(" ")) {
      code = code.substring(1, code.length() - 1);
    }
    html.append("<code>").append(escape(code)).append("</code>");
    at = end + fence;
    return true;
  }

  private int endOfCode(int from, int fence) {
    int ticks = 0;
    for (int i = from; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) == '`') {
        ticks++;
      } else if (ticks == fence) {
        return i - fence;
      } else {
        ticks = 0;
      }
    }
    return -1;
  }

  /** A link is shown as its text: the popup would hand a file's URI to the web browser. */
  private boolean link() {
    int middle = text.indexOf("](", at);
    int end = middle < 0 ? -1 : text.indexOf(')', middle);
    if (end < 0) {
      return false;
    }
    html.append(of(text.substring(at + 1, middle)));
    at = end + 1;
    return true;
  }
}
