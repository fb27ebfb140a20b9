package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a unit.
 *
 * @param advice in the neutral world
 * @param build in the user's own build; empty where nothing is measured
 * @param names readable names of mangled symbols that the build's figures mention
 */
record UnitAdvice(Advice advice, Optional<BuildFigures> build, Map<String, String> names) {}
