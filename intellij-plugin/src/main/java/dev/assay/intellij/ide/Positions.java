package dev.assay.intellij.ide;

import com.intellij.openapi.editor.Document;
import com.intellij.openapi.util.TextRange;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Translates between offsets in documents and the protocol's positions; both count in UTF-16. */
public final class Positions {
  private Positions() {}

  /** The position of an offset, which is clamped to the document. */
  public static Position of(Document document, int offset) {
    int within = Math.max(0, Math.min(offset, document.getTextLength()));
    int line = document.getLineNumber(within);
    return new Position(line, line < document.getLineCount() ? within - document.getLineStartOffset(line) : 0);
  }

  /** The range between two offsets. */
  public static Range range(Document document, int start, int end) {
    return new Range(of(document, start), of(document, end));
  }

  /** The offset of a position; one beyond the end of its line or of the document is clamped. */
  public static int offset(Document document, Position position) {
    if (position.getLine() < 0) {
      return 0;
    }
    if (position.getLine() >= document.getLineCount()) {
      return document.getTextLength();
    }
    int start = document.getLineStartOffset(position.getLine());
    int end = document.getLineEndOffset(position.getLine());
    return Math.min(end, start + Math.max(0, position.getCharacter()));
  }

  /** The offsets of a range; the end is never before the start. */
  public static TextRange offsets(Document document, Range range) {
    int start = offset(document, range.getStart());
    return new TextRange(start, Math.max(start, offset(document, range.getEnd())));
  }
}
