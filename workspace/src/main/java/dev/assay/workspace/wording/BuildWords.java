package dev.assay.workspace.wording;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.build.BuildTarget;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.build.OwnCompiler;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How figures of the user's build are said. Names of functions are as the caller has them. */
public final class BuildWords {
  private BuildWords() {}

  /** A level's label: the user's own is said to be what is built. */
  public static String label(BuildFigures build, LevelFigures figures) {
    boolean isOwn = figures.level().isPresent() && figures.level().equals(build.own());
    return isOwn ? "built " + figures.name() : figures.name();
  }

  /** What other figures are compared with: what the user has today, else the first level that was measured. */
  public static Optional<LevelFigures> reference(BuildFigures build) {
    return build.today().or(() -> build.levels().stream().findFirst());
  }

  /** Whether the smallest that was found is smaller than what it is compared with, by what decides. */
  public static boolean isSmallerFound(BuildFigures build) {
    Optional<LevelFigures> reference = reference(build);
    return build.best().isPresent() && reference.isPresent()
        && !(build.best().get().isLevel() && build.best().get().source().equals(reference.get().name()));
  }

  /** Bytes of a function alone, where there is code. */
  public static OptionalLong bytes(LevelFigures figures) {
    return figures.alone() instanceof CodeSize.Bytes code ? OptionalLong.of(code.bytes()) : OptionalLong.empty();
  }

  /** What became of a function in its file, in a word or a number. */
  public static String inFile(InFile fate) {
    return switch (fate) {
      case InFile.Bytes there -> Long.toString(there.bytes());
      case InFile.Inlined inlined -> "inlined";
      case InFile.Dropped dropped -> "dropped";
      case InFile.Unknown unknown -> "-";
    };
  }

  /**
   * What a number in the table does not say of a function in its file; empty where that is nothing.
   *
   * @param names how functions are shown, given their symbols
   */
  public static Optional<String> fate(InFile fate, UnaryOperator<String> names) {
    return switch (fate) {
      case InFile.Bytes there when !there.sharedWith().isEmpty() ->
        Optional.of("one code with " + some(there.sharedWith(), names));
      case InFile.Bytes there when !there.inlinedInto().isEmpty() ->
        Optional.of("there, and inlined into " + some(there.inlinedInto(), names));
      case InFile.Bytes there -> Optional.empty();
      case InFile.Inlined inlined ->
        Optional.of(inlined.into().isEmpty() ? "inlined into functions that are dropped in turn"
            : "inlined into " + some(inlined.into(), names) + "; it has no code of its own");
      case InFile.Dropped dropped -> Optional.of("dropped, since nothing in the file uses it");
      case InFile.Unknown unknown -> Optional.empty();
    };
  }

  private static String some(List<String> symbols, UnaryOperator<String> names) {
    int shown = 3;
    String first = symbols.stream().limit(shown).map(names).collect(Collectors.joining(", "));
    return symbols.size() <= shown ? first : first + " and " + (symbols.size() - shown) + " more";
  }

  /** For what a file is built, and how that is known. */
  public static String target(BuildFigures build) {
    BuildTarget target = build.target();
    if (target.problem().isPresent()) {
      return target.problem().get();
    }
    String origin = switch (target.origin()) {
      case FLAGS -> "";
      case COMPILER_NAME -> ", by the compiler's name";
      case THIS_MACHINE -> ", this machine";
    };
    return "built for " + target.triple() + origin
        + build.own().map(Level::flag).map(flag -> ", at " + flag).orElse("");
  }

  /** How the smallest is made. */
  public static String how(BuildFigures build) {
    BuildFigures.Best best = build.best().orElseThrow();
    String tried = build.tried() == 0 ? "" : " (" + (build.tried() - build.failed()) + " of " + build.tried()
        + " other pipelines tried" + (build.failed() > 0 ? ", the others failed" : "") + ")";
    if (best.isLevel()) {
      return best.source() + (build.tried() == 0 ? "" : "; nothing smaller was found") + tried;
    }
    return best.source() + tried;
  }

  /** What the project's own compiler makes of a function, for example {@code gcc -O2: 212 B}. */
  public static String own(OwnCompiler.Compiled own, String symbol) {
    OptionalLong bytes = own.bytes(symbol);
    return own.label() + ": " + (bytes.isPresent() ? bytes.getAsLong() + " B" : "no code of its own");
  }

  /** That the project's own compiler made nothing of a file, and why. */
  public static String noOwn(String reason) {
    return "not compiled by the project's own compiler: " + reason;
  }

  /** Why there is no code at a level; a target without any code is said once for the file, not here. */
  public static List<String> withoutCode(BuildFigures build) {
    return build.target().problem().isPresent() ? List.of()
        : build.levels().stream().filter(level -> level.alone() instanceof CodeSize.None)
            .map(level -> "no machine code at " + level.name() + ": " + ((CodeSize.None) level.alone()).reason())
            .toList();
  }
}
