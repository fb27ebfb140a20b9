package dev.assay.lsp.analysis;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildFigures;
import dev.assay.ir.Unit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of a function now, in both worlds. Immutable.
 *
 * @param name what the source calls it
 * @param unit the function; advice may be of an equal one of another name
 * @param options what is asked for in the neutral world, which says what is still to come
 * @param advice what is known of it in the neutral world
 * @param build what is known of it in its file's build
 * @param isBuildComplete whether there is nothing more to come of the build
 * @param isOfTextBefore whether the build's figures are of the text before, in which the function was the same
 * @param failure why something could not be measured at all
 * @param names what the source calls other functions, given their symbols
 */
public record FunctionFigures(String name, Unit unit, AdviceOptions options, Optional<Advice> advice,
    Optional<BuildFigures> build, boolean isBuildComplete, boolean isOfTextBefore, Optional<String> failure,
    UnaryOperator<String> names) {
  /** Whether everything that was asked for is known. */
  public boolean isComplete() {
    return isBuildComplete && advice.filter(Advice::isComplete).isPresent();
  }
}
