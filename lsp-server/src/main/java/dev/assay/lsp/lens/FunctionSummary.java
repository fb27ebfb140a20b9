package dev.assay.lsp.lens;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.build.Level;
import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.AdviceService.Known;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a function in one short line, for example {@code -Oz -57 % · best pass sroa · 4 similar}. Pure.
 */
public final class FunctionSummary {
  private static final String SEPARATOR = " · ";
  private static final String MEASURING = "measuring…";

  private FunctionSummary() {}

  /**
   * The line.
   *
   * @param known what has been measured so far
   * @param options what is measured of the function
   * @param similar how many functions are like it, where that is known
   */
  public static String of(Unit unit, Known known, AdviceOptions options, Optional<Similar> similar) {
    List<String> parts = new ArrayList<>();
    if (known.failure().isPresent()) {
      parts.add("cannot be measured");
    } else {
      known.advice().ifPresent(advice -> parts.addAll(measured(unit, advice, options)));
      if (known.advice().isEmpty() || !known.advice().get().isComplete()) {
        parts.add(MEASURING);
      }
    }
    similar.filter(found -> found.count() > 0)
        .ifPresent(found -> parts.add(found.count() + (found.isMore() ? "+" : "") + " similar"));
    return parts.isEmpty() ? Figures.count(unit.instructionCount(), "IR instruction") : String.join(SEPARATOR, parts);
  }

  private static List<String> measured(Unit unit, Advice advice, AdviceOptions options) {
    int before = unit.instructionCount();
    List<String> parts = new ArrayList<>();
    advice.oz().ifPresent(oz -> parts.add(Level.OZ.flag() + " " + Figures.change(before, oz.instructions())));
    Optional<Advice.BestPass> best = advice.bestPass().filter(pass -> pass.instructions() < before);
    best.ifPresent(pass -> parts.add("best pass " + pass.pass().name()));
    if (options.passes() && best.isEmpty() && advice.isComplete()) {
      parts.add("no pass helps");
    }
    return parts;
  }
}
