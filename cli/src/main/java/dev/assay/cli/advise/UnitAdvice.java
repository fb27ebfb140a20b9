package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import java.util.Optional;

/**
 * What is known of a unit.
 *
 * @param advice in the neutral world
 * @param build in the user's own build; empty where nothing is measured
 */
record UnitAdvice(Advice advice, Optional<BuildFigures> build) {}
