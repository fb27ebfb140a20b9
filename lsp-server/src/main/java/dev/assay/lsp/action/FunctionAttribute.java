package dev.assay.lsp.action;

import dev.assay.build.InFile;
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
 * In C and C++: gives a function an attribute, where that makes its code, or that of its file, smaller in the object
 * that the project builds.
 */
final class FunctionAttribute implements Action {
  /** The level to try where the project does not say any. */
  private static final Level USUAL = Level.O2;
  private static final Pattern C23 = Pattern.compile("-std=(?:c|gnu|iso9899:)(?:23|2x|2y|2024)");

  private final String word;
  private final String bracketed;

  private FunctionAttribute(String word, String bracketed) {
    this.word = word;
    this.bracketed = bracketed;
  }

  /** The function is compiled for size: {@code minsize}. */
  static FunctionAttribute minSize() {
    return new FunctionAttribute("minsize", "[[clang::minsize]]");
  }

  /** The function is not inlined: {@code noinline}, of one that is. */
  static FunctionAttribute noInline() {
    return new FunctionAttribute("noinline", "[[gnu::noinline]]");
  }

  @Override
  public Optional<Offer> offer(Subject subject) {
    FunctionText place = subject.place().text();
    TextSnapshot text = subject.view().text();
    Level level = subject.build().own().orElse(USUAL);
    if (!subject.language().isCompiled() || level == Level.O0
        || text.text().substring(place.start(), place.nameEnd()).contains(word) || !isSensible(subject, level)) {
      return Optional.empty();
    }
    String attribute = subject.language() == Language.CPLUSPLUS || isC23(subject.command()) ? bracketed
        : "__attribute__((" + word + "))";
    List<TextEdit> edits = List.of(Texts.insert(text, place.start(), attribute + " "));
    String changed = Texts.apply(text, edits);
    ReadResult read = subject.functions(changed);
    if (!read.problems().isEmpty()) {
      return Optional.empty();
    }
    Optional<ObjectSizes> before = ObjectSizes.at(level, subject.build(), subject.symbol(), subject.cancellation());
    return before
        .flatMap(sizes -> ObjectSizes.at(level, subject.build(changed, read), subject.symbol(), subject.cancellation())
            .flatMap(word.equals("minsize") ? sizes::gain : sizes::fileGain))
        .map(
            gain -> new Offer("add " + attribute + " to " + subject.name() + " (at " + level.flag() + ": " + gain + ")",
                subject.address().uri(), edits));
  }

  private boolean isSensible(Subject subject, Level level) {
    if (word.equals("minsize")) {
      return level != Level.OZ;
    }
    return switch (subject.build().inFile(level, subject.symbol(), subject.cancellation())) {
      case InFile.Inlined inlined -> true;
      case InFile.Bytes there -> !there.inlinedInto().isEmpty();
      default -> false;
    };
  }

  private static boolean isC23(Optional<CompileCommand> command) {
    return command.isPresent()
        && command.get().arguments().stream().anyMatch(argument -> C23.matcher(argument).matches());
  }
}
