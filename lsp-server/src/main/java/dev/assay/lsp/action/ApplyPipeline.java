package dev.assay.lsp.action;

import dev.assay.advice.BuildFigures;
import dev.assay.build.FileBuild;
import dev.assay.build.Level;
import dev.assay.feature.Observation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.workspace.wording.BuildWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.TextEdit;

/**
 * In IR: replaces the function by what its best pipeline leaves of it; nothing else of the module changes. Where the IR
 * names a target, bytes of code decide, else IR instructions.
 */
final class ApplyPipeline implements Action {
  private static final int LONGEST_SHOWN = 60;

  /** What replaces the function: its IR as text, and what that is. */
  private record Replacement(String brief, String text, int instructions) {}

  @Override
  public Optional<Offer> offer(Subject subject) {
    if (subject.language() != Language.LLVM_IR) {
      return Optional.empty();
    }
    boolean hasBytes = subject.build().target(subject.cancellation()).problem().isEmpty();
    TextSnapshot text = subject.view().text();
    FunctionText place = subject.place().text();
    Optional<Replacement> replacement = hasBytes ? ofBuild(subject) : neutral(subject);
    Optional<IrSplice.Result> spliced = replacement.flatMap(
        with -> IrSplice.of(text.text(), text.text().substring(place.start(), place.end()), place.name(), with.text()));
    if (spliced.isEmpty()) {
      return Optional.empty();
    }
    List<TextEdit> edits = new ArrayList<>();
    edits.add(Texts.replace(text, place.start(), place.end(), spliced.get().function()));
    if (!spliced.get().appended().isEmpty()) {
      edits.add(Texts.insert(text, text.text().length(), spliced.get().appended()));
    }
    String changed = Texts.apply(text, edits);
    ReadResult read = subject.functions(changed);
    int after = replacement.get().instructions();
    if (!holds(subject, read, after)) {
      return Optional.empty();
    }
    Optional<String> gain = hasBytes ? gain(subject, subject.build(changed, read))
        : Optional.of(Gain.instructions(subject.unit().instructionCount(), after));
    return gain.map(gained -> new Offer(
        "apply " + replacement.get().brief() + " to " + place.name() + " here (" + gained + ")"
            + (spliced.get().losesDebugInfo() ? ", without its debug information" : ""),
        subject.address().uri(), edits));
  }

  /** The smallest for the target that the IR names; empty where nothing is smaller than what is there. */
  private static Optional<Replacement> ofBuild(Subject subject) {
    Optional<BuildFigures> figures = subject.figures().build().filter(BuildWords::isSmallerFound);
    Optional<BuildFigures.Best> best = figures.flatMap(BuildFigures::best);
    Optional<String> passes = best.flatMap(found -> found.isLevel()
        ? Level.ofFlag(found.source()).flatMap(level -> subject.build().passes(level, subject.cancellation()).value())
        : Optional.of(found.passes()));
    return passes.flatMap(
        run -> subject.engine().buildAdvisor().textAfter(subject.build(), subject.symbol(), run, subject.cancellation())
            .map(text -> new Replacement(brief(run, best.get().source()), text, best.get().instructions())));
  }

  private static Optional<Replacement> neutral(Subject subject) {
    return subject.advice().pipeline()
        .flatMap(found -> subject.engine().advisor().textAfter(subject.unit(), found.passes(), subject.cancellation())
            .map(text -> new Replacement(brief(found.passes(), found.source()), text, found.figure().instructions())));
  }

  /** Code is generated from the IR as it is, before and after. */
  private static Optional<String> gain(Subject subject, FileBuild changed) {
    return ObjectSizes.asGiven(subject.build(), subject.symbol(), subject.cancellation()).flatMap(
        before -> ObjectSizes.asGiven(changed, subject.symbol(), subject.cancellation()).flatMap(before::gain));
  }

  /** Editors show titles in one line. */
  private static String brief(String passes, String source) {
    return passes.length() <= LONGEST_SHOWN ? passes : "the best pipeline (" + source + ")";
  }

  /** Whether the new text reads, the function is as small as promised, and all others are what they were. */
  private static boolean holds(Subject subject, ReadResult changed, int promised) {
    if (!changed.problems().isEmpty()) {
      return false;
    }
    Map<String, Observation> wanted = counts(subject.units());
    Map<String, Observation> found = counts(changed.units());
    wanted.remove(subject.symbol());
    Observation own = found.remove(subject.symbol());
    return own != null && own.instructionCount() == promised && wanted.equals(found);
  }

  private static Map<String, Observation> counts(List<Unit> units) {
    Map<String, Observation> counts = new LinkedHashMap<>();
    units.forEach(unit -> counts.put(unit.name(), unit.observation()));
    return counts;
  }
}
