package dev.assay.lsp.analysis;

import dev.assay.ir.Unit;

/** Gathers what the services know of a function. Thread-safe; never waits for work. */
public final class FigureLookup {
  private final AdviceService advice;
  private final BuildService builds;
  private final TuneService tunes;

  /** A lookup over all services. */
  public FigureLookup(AdviceService advice, BuildService builds, TuneService tunes) {
    this.advice = advice;
    this.builds = builds;
    this.tunes = tunes;
  }

  /** What is known of a unit of a reading. */
  public FunctionFigures of(Reading reading, Unit unit) {
    AdviceService.Known neutral = advice.known(reading.request(unit));
    BuildService.Known built = builds.known(reading, unit);
    return new FunctionFigures(unit, reading.options(), neutral.advice(), built.figures(), built.ownCompiler(),
        tunes.known(reading), built.isComplete(), built.isOfTextBefore(), neutral.failure().or(built::failure),
        reading::shownName);
  }
}
