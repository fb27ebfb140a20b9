package dev.assay.cli.run;

import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Style;
import picocli.CommandLine.Option;

/** The option of all commands that print tables: whether there are colours. */
public final class ColorOption {
  @Option(names = "--color", paramLabel = "WHEN", defaultValue = "auto",
      description = "Colours: auto (on a terminal, unless NO_COLOR is set), always or never.")
  private Style.When color;

  /** The style of what is printed to a console. */
  public Style style(Console console) {
    return Style.of(color, console.terminal());
  }
}
