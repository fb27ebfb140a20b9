package dev.assay.lsp.action;

import dev.assay.advice.Advice;
import dev.assay.ir.Unit;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/** In IR: a {@code ; RUN: opt} line with the best pipeline on top, in place of one that is there. */
final class RunLine implements Action {
  private static final Pattern RUN = Pattern.compile("^;\\s*RUN:\\s*opt\\s.*-passes=.*$");
  /** Tests have their RUN lines on top. */
  private static final int SEARCHED_LINES = 50;

  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<Advice.Pipeline> pipeline = subject.advice().pipeline();
    if (subject.language() != Language.LLVM_IR || pipeline.isEmpty()) {
      return Optional.empty();
    }
    String passes = pipeline.get().passes();
    TextSnapshot text = subject.view().text();
    String line = "; RUN: opt -passes='" + passes + "' -S %s";
    TextEdit edit = null;
    for (int i = 0; i < Math.min(SEARCHED_LINES, text.lineCount()) && edit == null; i++) {
      if (RUN.matcher(text.line(i)).matches()) {
        edit = Texts.replace(text, text.lineStart(i), text.lineEnd(i), line);
        if (text.line(i).equals(line)) {
          return Optional.empty();
        }
      }
    }
    boolean isReplacing = edit != null;
    List<TextEdit> edits = List.of(isReplacing ? edit : Texts.insert(text, 0, line + Texts.lineEnd(text)));
    Optional<Unit> program = subject.program(Texts.apply(text, edits));
    if (program.isEmpty() || !subject.holds(program.get(), passes)) {
      return Optional.empty();
    }
    return Optional.of(new Offer(
        (isReplacing ? "replace the RUN line by " : "add a RUN line with ") + "the best pipeline of " + subject.name()
            + " (" + Gain.instructions(subject.unit().instructionCount(), pipeline.get().figure().instructions()) + ")",
        subject.address().uri(), edits));
  }
}
