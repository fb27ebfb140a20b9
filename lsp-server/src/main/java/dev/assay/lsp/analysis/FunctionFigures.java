package dev.assay.lsp.analysis;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildFigures;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.ir.Unit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of a function now, in both worlds. Immutable.
 *
 * @param unit the function; advice may be of an equal one of another name
 * @param options what is asked for in the neutral world, which says what is still to come
 * @param advice what is known of it in the neutral world
 * @param build what is known of it in its file's build
 * @param ownCompiler what the project's own compiler makes of its file, or why nothing; empty where that is not known
 *     yet or it may not be run
 * @param tuned what tuning its file came to; empty where nobody has asked for that
 * @param isBuildComplete whether there is nothing more to come of the build
 * @param isOfTextBefore whether the build's figures are of the text before, in which the function was the same
 * @param failure why something could not be measured at all
 * @param names what people are shown for other functions, given their symbols
 */
public record FunctionFigures(Unit unit, AdviceOptions options, Optional<Advice> advice, Optional<BuildFigures> build,
    Optional<Made<OwnCompiler.Compiled>> ownCompiler, Optional<TunedDocument> tuned, boolean isBuildComplete,
    boolean isOfTextBefore, Optional<String> failure, UnaryOperator<String> names) {
  /** What people are shown for it, the same as on the command line. */
  public String name() {
    return unit.displayName();
  }

  /** Whether everything that was asked for is known. */
  public boolean isComplete() {
    return isBuildComplete && advice.filter(Advice::isComplete).isPresent();
  }
}
