package dev.assay.lsp.analysis;

import dev.assay.ir.Unit;

/** Gathers what the services know of a function. Thread-safe; never waits for work. */
public final class FigureLookup {
  private final AdviceService advice;
  private final BuildService builds;

  /** A lookup over both services. */
  public FigureLookup(AdviceService advice, BuildService builds) {
    this.advice = advice;
    this.builds = builds;
  }

  /** What is known of a unit of a reading. */
  public FunctionFigures of(Reading reading, Unit unit) {
    AdviceService.Known neutral = advice.known(reading.request(unit));
    BuildService.Known built = builds.known(reading, unit);
    return new FunctionFigures(unit, reading.options(), neutral.advice(), built.figures(), built.ownCompiler(),
        built.isComplete(), built.isOfTextBefore(), neutral.failure().or(built::failure), reading::shownName);
  }
}
