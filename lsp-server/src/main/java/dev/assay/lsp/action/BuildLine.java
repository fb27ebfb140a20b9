package dev.assay.lsp.action;

import dev.assay.advice.Advice;
import dev.assay.ir.Unit;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.TextSnapshot;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.TextEdit;

/** In C and C++: a comment over the function that says how to build the file with the function's best pipeline. */
final class BuildLine implements Action {
  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<Advice.Pipeline> pipeline = subject.advice().pipeline();
    FunctionText place = subject.place().text();
    TextSnapshot text = subject.view().text();
    String file = subject.address().name();
    if (!subject.language().isCompiled() || pipeline.isEmpty() || !file.matches("[A-Za-z0-9._+-]+")) {
      return Optional.empty();
    }
    String passes = pipeline.get().passes();
    String stem = file.replaceFirst("\\.[^.]*$", "");
    String comment = "/* clang -O1 -Xclang -disable-llvm-passes -emit-llvm -c " + file + " -o - | opt -passes='"
        + passes + "' | llc -filetype=obj -o " + stem + ".o */";
    int line = text.lineOf(place.start());
    if (line > 0 && text.line(line - 1).strip().equals(comment)) {
      return Optional.empty();
    }
    String indent = text.text().substring(text.lineStart(line), place.start()).isBlank()
        ? text.text().substring(text.lineStart(line), place.start()) : "";
    List<TextEdit> edits = List.of(Texts.insert(text, place.start(), comment + Texts.lineEnd(text) + indent));
    String changed = Texts.apply(text, edits);
    Optional<Unit> function = subject.function(changed);
    Optional<Unit> program = subject.program(changed);
    boolean holds = function.isPresent() && function.get().hash().equals(subject.unit().hash()) && program.isPresent()
        && subject.holds(program.get(), passes);
    return holds ? Optional.of(new Offer(
        "add the opt and llc line of " + subject.name() + "'s best pipeline as a comment ("
            + Gain.instructions(subject.unit().instructionCount(), pipeline.get().figure().instructions()) + ")",
        subject.address().uri(), edits)) : Optional.empty();
  }
}
