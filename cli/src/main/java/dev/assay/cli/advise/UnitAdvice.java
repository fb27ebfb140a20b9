package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a unit.
 *
 * @param advice in the neutral world
 * @param build in the user's own build; empty where nothing is measured
 * @param own what the project's own compiler made of the file, or why it did not; empty where it may not be run
 * @param names readable names of mangled symbols that the build's figures mention
 */
record UnitAdvice(Advice advice, Optional<BuildFigures> build, Optional<Made<OwnCompiler.Compiled>> own,
    Map<String, String> names) {}
