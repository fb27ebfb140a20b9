package dev.assay.lsp.hover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A short text with a table, written as Markdown or as plain text. Immutable. */
final class Page {
  private final List<Block> blocks;

  private Page(List<Block> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /** A piece of a page. */
  private sealed interface Block {
    /** A line of text. */
    record Line(List<Span> spans, boolean isTitle, boolean isItem) implements Block {}

    /** A table; the first row is its head, the first column its labels. */
    record Table(List<List<String>> rows) implements Block {}
  }

  /**
   * A piece of a line: words, code, or code that is a link.
   *
   * @param target where it leads; empty where it is no link
   */
  record Span(String text, boolean isCode, String target) {
    static Span words(String text) {
      return new Span(text, false, "");
    }

    static Span code(String text) {
      return new Span(text, true, "");
    }

    static Span link(String text, String target) {
      return new Span(text, true, target);
    }

    /** As Markdown. The target is a URI, in which what would end it is escaped. */
    String markdown() {
      String own = isCode ? codeSpan(text) : escape(text);
      return target.isEmpty() ? own
          : "[" + own + "](" + target.replace("(", "%28").replace(")", "%29").replaceAll("[\\s<>]", "%20") + ")";
    }
  }

  /** Puts a page together. */
  static final class Builder {
    private final List<Block> blocks = new ArrayList<>();

    Builder title(Span... spans) {
      blocks.add(new Block.Line(List.of(spans), true, false));
      return this;
    }

    Builder line(Span... spans) {
      blocks.add(new Block.Line(List.of(spans), false, false));
      return this;
    }

    Builder line(String words) {
      return line(Span.words(words));
    }

    Builder item(String words) {
      blocks.add(new Block.Line(List.of(Span.words(words)), false, true));
      return this;
    }

    Builder table(List<List<String>> rows) {
      blocks.add(new Block.Table(rows));
      return this;
    }

    Page build() {
      return new Page(blocks);
    }
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    Block before = null;
    for (Block block : blocks) {
      boolean isNextItem =
          block instanceof Block.Line line && line.isItem && before instanceof Block.Line b && b.isItem;
      out.append(before == null ? "" : isNextItem ? "\n" : "\n\n");
      switch (block) {
        case Block.Line line -> {
          out.append(line.isTitle ? "**" : line.isItem ? "- " : "");
          line.spans.forEach(span -> out.append(span.markdown()));
          out.append(line.isTitle ? "**" : "");
        }
        case Block.Table table -> out.append(markdownTable(table.rows));
      }
      before = block;
    }
    return out.append('\n').toString();
  }

  private static String markdownTable(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(row.stream().map(Page::escape).collect(Collectors.joining(" | ", "| ", " |")));
      if (lines.size() == 1) {
        lines.add("|:--" + "|--:".repeat(row.size() - 1) + "|");
      }
    }
    return String.join("\n", lines);
  }

  /** Everything that Markdown would take for more than a character is escaped: names come from the user's files. */
  private static String escape(String words) {
    return words.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|~!&])", "\\\\$1");
  }

  /** The fence is longer than any run of backticks inside. */
  private static String codeSpan(String code) {
    String oneLine = code.replaceAll("\\s+", " ");
    int longest = 0;
    int run = 0;
    for (int i = 0; i < oneLine.length(); i++) {
      run = oneLine.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String pad = oneLine.startsWith("`") || oneLine.endsWith("`") ? " " : "";
    return fence + pad + oneLine + pad + fence;
  }

  String plain() {
    StringBuilder out = new StringBuilder();
    Block before = null;
    for (Block block : blocks) {
      boolean isTogether = block instanceof Block.Line && before instanceof Block.Line line && !line.isTitle;
      out.append(before == null ? "" : isTogether ? "\n" : "\n\n");
      switch (block) {
        case Block.Line line -> {
          out.append(line.isItem ? "- " : "");
          line.spans.forEach(span -> out.append(span.text.replaceAll("\\s+", " ")));
        }
        case Block.Table table -> out.append(plainTable(table.rows));
      }
      before = block;
    }
    return out.append('\n').toString();
  }

  private static String plainTable(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }
}
