package dev.assay.lsp.analysis;

import dev.assay.advice.BuildAdvisor;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.Candidate;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Measures one function in the build of its file, either half of it. */
@FunctionalInterface
interface BuildMeasurer {
  /** By the engine of what was read. */
  BuildMeasurer BY_ENGINE = (reading, unit, candidates, listener, cancellation) -> {
    BuildAdvisor advisor = reading.engine().buildAdvisor();
    return candidates.isPresent()
        ? advisor.pipelines(reading.build(), unit.name(), candidates.get(), reading.buildOptions(), listener,
            cancellation)
        : advisor.levels(reading.build(), unit.name(), reading.buildOptions(), listener, cancellation);
  };

  /**
   * Returns when that is measured.
   *
   * @param candidates the pipelines to try, for figures without levels; empty where the levels are wanted
   * @param listener is given what is known whenever there is more of it
   * @throws CancellationException when cancelled
   */
  BuildFigures measure(Reading reading, Unit unit, Optional<List<Candidate>> candidates,
      Consumer<BuildFigures> listener, Cancellation cancellation);
}
