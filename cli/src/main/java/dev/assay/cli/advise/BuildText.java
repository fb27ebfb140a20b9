package dev.assay.cli.advise;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.build.BuildTarget;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.cli.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How figures of the user's build are said. */
final class BuildText {
  private BuildText() {}

  /** A level's label: the user's own is said to be what is built. */
  static String label(BuildFigures build, LevelFigures figures) {
    boolean isOwn = figures.level().isPresent() && figures.level().equals(build.own());
    return isOwn ? "built " + figures.name() : figures.name();
  }

  /** Bytes, where there is code. */
  static OptionalLong bytes(LevelFigures figures) {
    return figures.alone() instanceof CodeSize.Bytes code ? OptionalLong.of(code.bytes()) : OptionalLong.empty();
  }

  /** What became of a function in its file, in a word or a number. */
  static String inFile(InFile fate) {
    return switch (fate) {
      case InFile.Bytes there -> Long.toString(there.bytes());
      case InFile.Inlined inlined -> "inlined";
      case InFile.Dropped dropped -> "dropped";
      case InFile.Unknown unknown -> "-";
    };
  }

  /** What a number in the table does not say of a function in its file; empty where that is nothing. */
  static Optional<String> fate(InFile fate, Map<String, String> names) {
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

  /** All symbols that the fates of a function mention. */
  static List<String> symbols(BuildFigures build) {
    List<String> symbols = new ArrayList<>();
    for (LevelFigures level : build.levels()) {
      switch (level.inFile()) {
        case InFile.Bytes there -> {
          symbols.addAll(there.sharedWith());
          symbols.addAll(there.inlinedInto());
        }
        case InFile.Inlined inlined -> symbols.addAll(inlined.into());
        case InFile.Dropped dropped -> {
          // It mentions none.
        }
        case InFile.Unknown unknown -> {
          // It mentions none.
        }
      }
    }
    return symbols;
  }

  private static String some(List<String> symbols, Map<String, String> readable) {
    List<String> names = symbols.stream().map(symbol -> readable.getOrDefault(symbol, symbol)).distinct().toList();
    int shown = 3;
    return names.size() <= shown ? String.join(", ", names)
        : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
  }

  /** For what a file is built, and how that is known. */
  static String target(BuildFigures build) {
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

  /** A file and what it is built for: in one line where that fits, else in two. */
  static String heading(String file, BuildFigures build, int width) {
    String name = TextWidth.printable(file);
    String built = TextWidth.printable(target(build));
    return TextWidth.of(name) + 2 + TextWidth.of(built) <= width ? name + "  " + built
        : TextWidth.cutFront(name, width) + "\n  " + TextWidth.cut(built, width - 2);
  }

  /** How the smallest is made. */
  static String how(BuildFigures build) {
    BuildFigures.Best best = build.best().orElseThrow();
    String tried = build.tried() == 0 ? "" : " (" + (build.tried() - build.failed()) + " of " + build.tried()
        + " other pipelines tried" + (build.failed() > 0 ? ", the others failed" : "") + ")";
    if (best.isLevel()) {
      return best.source() + (build.tried() == 0 ? "" : "; nothing smaller was found") + tried;
    }
    return best.source() + tried;
  }
}
