package dev.assay.lsp.action;

import dev.assay.build.Level;
import dev.assay.ir.Unit;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.CompileCommand;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/** In C: marks the function {@code minsize}, where that makes it smaller at the level that the project builds at. */
final class MinSize implements Action {
  /** The level to try where the project does not say any. */
  private static final Level USUAL = Level.O2;
  private static final Pattern C23 = Pattern.compile("-std=(?:c|gnu|iso9899:)(?:23|2x|2y|2024)");

  @Override
  public Optional<Offer> offer(Subject subject) {
    FunctionText place = subject.place().text();
    TextSnapshot text = subject.view().text();
    Level level = subject.place().reading().builtLevel().orElse(USUAL);
    if (subject.language() != Language.C || level == Level.O0 || level == Level.OZ
        || text.text().substring(place.start(), place.nameEnd()).contains("minsize")) {
      return Optional.empty();
    }
    String attribute = isC23(subject.command()) ? "[[clang::minsize]]" : "__attribute__((minsize))";
    List<TextEdit> edits = List.of(Texts.insert(text, place.start(), attribute + " "));
    Optional<Unit> changed = subject.function(Texts.apply(text, edits));
    OptionalInt before = subject.builtAt(subject.unit(), level);
    OptionalInt after = changed.isPresent() ? subject.builtAt(changed.get(), level) : OptionalInt.empty();
    if (before.isEmpty() || after.isEmpty() || after.getAsInt() >= before.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(new Offer("add " + attribute + " to " + place.name() + " (at " + level.flag() + ": "
        + Gain.of(before.getAsInt(), after.getAsInt()) + ")", subject.address().uri(), edits));
  }

  private static boolean isC23(Optional<CompileCommand> command) {
    return command.isPresent()
        && command.get().arguments().stream().anyMatch(argument -> C23.matcher(argument).matches());
  }
}
