package dev.assay.cli.advise;

import dev.assay.advice.BuildFigures;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.wording.BuildWords;

/** The line that says for what a file is built, fitted to a terminal. */
final class BuildText {
  private BuildText() {}

  /** A file and what it is built for: in one line where that fits, else in two. */
  static String heading(String file, BuildFigures build, int width) {
    String name = TextWidth.printable(file);
    String built = TextWidth.printable(BuildWords.target(build));
    return TextWidth.of(name) + 2 + TextWidth.of(built) <= width ? name + "  " + built
        : TextWidth.cutFront(name, width) + "\n  " + TextWidth.cut(built, width - 2);
  }
}
