package dev.assay.lsp.action;

import dev.assay.build.Level;
import dev.assay.ir.ReadResult;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.CompileCommand;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/**
 * In C and C++: marks the function {@code minsize}, where that makes its code smaller in the object that the project
 * builds.
 */
final class MinSize implements Action {
  /** The level to try where the project does not say any. */
  private static final Level USUAL = Level.O2;
  private static final Pattern C23 = Pattern.compile("-std=(?:c|gnu|iso9899:)(?:23|2x|2y|2024)");

  @Override
  public Optional<Offer> offer(Subject subject) {
    FunctionText place = subject.place().text();
    TextSnapshot text = subject.view().text();
    Level level = subject.build().own().orElse(USUAL);
    if (!subject.language().isCompiled() || level == Level.O0 || level == Level.OZ
        || text.text().substring(place.start(), place.nameEnd()).contains("minsize")) {
      return Optional.empty();
    }
    String attribute = subject.language() == Language.CPLUSPLUS || isC23(subject.command()) ? "[[clang::minsize]]"
        : "__attribute__((minsize))";
    List<TextEdit> edits = List.of(Texts.insert(text, place.start(), attribute + " "));
    String changed = Texts.apply(text, edits);
    ReadResult read = subject.functions(changed);
    if (!read.problems().isEmpty()) {
      return Optional.empty();
    }
    Optional<ObjectSizes> before = ObjectSizes.at(level, subject.build(), subject.symbol(), subject.cancellation());
    return before
        .flatMap(sizes -> ObjectSizes.at(level, subject.build(changed, read), subject.symbol(), subject.cancellation())
            .flatMap(sizes::gain))
        .map(
            gain -> new Offer("add " + attribute + " to " + subject.name() + " (at " + level.flag() + ": " + gain + ")",
                subject.address().uri(), edits));
  }

  private static boolean isC23(Optional<CompileCommand> command) {
    return command.isPresent()
        && command.get().arguments().stream().anyMatch(argument -> C23.matcher(argument).matches());
  }
}
