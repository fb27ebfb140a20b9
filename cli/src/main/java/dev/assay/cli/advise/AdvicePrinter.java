package dev.assay.cli.advise;

import dev.assay.advice.AdviceOptions;
import dev.assay.bundle.Bundle;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.run.UnitRun;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.wording.Figures;

/** Prints advice as it comes. */
interface AdvicePrinter extends UnitRun.Sink<UnitAdvice> {
  /** Up to so many units get a block of lines each, more a row of a table. */
  int FEW = 10;

  /** Prints what is said once, after all units. */
  void end(boolean anyFolder, int units, int elsewhere);

  /** One JSON line for each unit. */
  static AdvicePrinter json(Console console, String bundleId) {
    AdviceJson json = new AdviceJson(bundleId);
    return new AdvicePrinter() {
      @Override
      public void result(FileUnit unit, UnitAdvice advice) {
        console.line(json.line(unit, advice));
      }

      @Override
      public boolean showsNotes() {
        return true;
      }

      @Override
      public void end(boolean anyFolder, int units, int elsewhere) {}
    };
  }

  /**
   * Text for people.
   *
   * @param options what was asked for
   * @param bundle whose probes and encoder are used
   * @param program whether units are whole programs
   */
  static AdvicePrinter text(Console console, Style style, AdviceOptions options, Bundle bundle, boolean program) {
    boolean measured = options.passes();
    boolean predicted = options.probes() != AdviceOptions.Probes.NONE && bundle.hasEncoder();
    int width = console.terminal().width();
    AdviceBlock block = new AdviceBlock(style, width);
    AdviceTable table = new AdviceTable(style, width, predicted);
    GainRanking ranking = new GainRanking();
    return new AdvicePrinter() {
      private boolean rows;

      @Override
      public void begin(int atLeast) {
        rows = atLeast > FEW && measured;
        if (rows) {
          console.line(table.titles());
        }
      }

      @Override
      public void result(FileUnit unit, UnitAdvice advice) {
        console.line(rows ? table.row(unit, advice) : block.of(unit, advice));
        ranking.add(unit, advice);
      }

      @Override
      public boolean showsNotes() {
        return !rows;
      }

      @Override
      public void end(boolean anyFolder, int units, int elsewhere) {
        String noun = program ? "program" : "function";
        if (rows) {
          console.line("");
        }
        if (anyFolder && !ranking.isEmpty()) {
          ranking.lines(style, width, noun).forEach(console::line);
          console.line("");
        }
        if (elsewhere > 0) {
          remark(Figures.count(elsewhere, "function") + " of headers left out.");
        }
        if (units > 0 && measured) {
          remark(predicted ? "Every figure is measured but those said to be predicted."
              : "Every figure is measured, none predicted.");
          remark("Bytes: the function's code for the file's target, in its file and alone.");
        } else if (units > 0 && predicted) {
          remark("Nothing is measured but the sizes as given; " + bundle.id() + " predicts the rest.");
        }
      }

      private void remark(String text) {
        TextWidth.broken(text, width).forEach(line -> console.line(style.dim(line)));
      }
    };
  }
}
