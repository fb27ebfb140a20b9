package dev.assay.lsp.action;

import dev.assay.lsp.lens.FunctionPlaces;
import dev.assay.lsp.text.TextSnapshot;
import java.util.Comparator;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/** Edits of texts. */
final class Texts {
  private Texts() {}

  /** An edit that replaces what is between two offsets. */
  static TextEdit replace(TextSnapshot text, int start, int end, String replacement) {
    return new TextEdit(new Range(FunctionPlaces.position(text, start), FunctionPlaces.position(text, end)),
        replacement);
  }

  /** An edit that inserts. */
  static TextEdit insert(TextSnapshot text, int offset, String inserted) {
    return replace(text, offset, offset, inserted);
  }

  /** The text with edits applied, as a client applies them. */
  static String apply(TextSnapshot text, List<TextEdit> edits) {
    StringBuilder changed = new StringBuilder(text.text());
    edits.stream().sorted(Comparator.comparingInt((TextEdit edit) -> start(text, edit)).reversed())
        .forEach(edit -> changed.replace(start(text, edit), offset(text, edit.getRange().getEnd()), edit.getNewText()));
    return changed.toString();
  }

  private static int start(TextSnapshot text, TextEdit edit) {
    return offset(text, edit.getRange().getStart());
  }

  private static int offset(TextSnapshot text, Position position) {
    return text.offset(position.getLine(), position.getCharacter());
  }

  /** How the text ends its lines. */
  static String lineEnd(TextSnapshot text) {
    return text.text().contains("\r\n") ? "\r\n" : "\n";
  }
}
