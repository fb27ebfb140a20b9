package dev.assay.lsp.action;

import dev.assay.advice.Advice;
import dev.assay.feature.Observation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.TextEdit;

/** In IR: replaces the function by what its best pipeline leaves of it; nothing else of the module changes. */
final class ApplyPipeline implements Action {
  private static final int LONGEST_SHOWN = 60;

  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<Advice.Pipeline> pipeline = subject.advice().pipeline();
    if (subject.language() != Language.LLVM_IR || pipeline.isEmpty()) {
      return Optional.empty();
    }
    int after = pipeline.get().figure().instructions();
    TextSnapshot text = subject.view().text();
    FunctionText place = subject.place().text();
    Optional<IrSplice.Result> spliced = subject.engine().advisor()
        .textAfter(subject.unit(), pipeline.get().passes(), subject.cancellation()).flatMap(behind -> IrSplice
            .of(text.text(), text.text().substring(place.start(), place.end()), place.name(), behind));
    if (spliced.isEmpty()) {
      return Optional.empty();
    }
    List<TextEdit> edits = new ArrayList<>();
    edits.add(Texts.replace(text, place.start(), place.end(), spliced.get().function()));
    if (!spliced.get().appended().isEmpty()) {
      edits.add(Texts.insert(text, text.text().length(), spliced.get().appended()));
    }
    return holds(subject, subject.functions(Texts.apply(text, edits)), after) ? Optional.of(new Offer(
        "apply " + brief(pipeline.get()) + " to " + place.name() + " here ("
            + Gain.of(subject.unit().instructionCount(), after) + ")"
            + (spliced.get().losesDebugInfo() ? ", without its debug information" : ""),
        subject.address().uri(), edits)) : Optional.empty();
  }

  /** Editors show titles in one line. */
  private static String brief(Advice.Pipeline pipeline) {
    return pipeline.passes().length() <= LONGEST_SHOWN ? pipeline.passes()
        : "the best pipeline (" + pipeline.source() + ")";
  }

  /** Whether the new text reads, the function is as small as promised, and all others are what they were. */
  private static boolean holds(Subject subject, ReadResult changed, int promised) {
    if (!changed.problems().isEmpty()) {
      return false;
    }
    Map<String, Observation> wanted = counts(subject.units());
    Map<String, Observation> found = counts(changed.units());
    wanted.remove(subject.name());
    Observation own = found.remove(subject.name());
    return own != null && own.instructionCount() == promised && wanted.equals(found);
  }

  private static Map<String, Observation> counts(List<Unit> units) {
    Map<String, Observation> counts = new LinkedHashMap<>();
    units.forEach(unit -> counts.put(unit.name(), unit.observation()));
    return counts;
  }
}
