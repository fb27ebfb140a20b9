package dev.assay.cli.advise;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.build.InFile;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.wording.BuildWords;
import java.util.ArrayList;
import java.util.List;

/** The line that says for what a file is built, fitted to a terminal, and what the figures mention. */
final class BuildText {
  private BuildText() {}

  /** A file and what it is built for: in one line where that fits, else in two. */
  static String heading(String file, BuildFigures build, int width) {
    String name = TextWidth.printable(file);
    String built = TextWidth.printable(BuildWords.target(build));
    return TextWidth.of(name) + 2 + TextWidth.of(built) <= width ? name + "  " + built
        : TextWidth.cutFront(name, width) + "\n  " + TextWidth.cut(built, width - 2);
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
}
