package dev.assay.lsp.hover;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.Figure;
import dev.assay.build.Level;
import dev.assay.encoder.Prediction;
import dev.assay.ir.Unit;
import dev.assay.lsp.hover.Page.Span;
import dev.assay.lsp.similar.SimilarFunctionLookup.Neighbour;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.probe.Outcome;
import dev.assay.workspace.wording.Figures;
import dev.assay.workspace.wording.Predictions;
import dev.assay.workspace.wording.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is known of a function. Pure: the same advice, the same text, on every machine. */
public final class HoverText {
  private static final String MEASURING = "measuring…";
  private static final String NO_FEWER = "none leaves fewer";
  private static final String NONE = "-";
  private static final int PASSES = 124;

  private final Page page;

  private HoverText(Page page) {
    this.page = page;
  }

  /**
   * What is known of a unit.
   *
   * @param unit the unit that is shown; advice may be of an equal one of another name
   * @param advice what has been measured so far; empty before anything has
   * @param options what is asked for, which says what is still to come
   * @param similar the functions that react alike, where they have been looked up
   * @param remark a sentence about the state of things, where there is one
   */
  public static HoverText of(Unit unit, Optional<Advice> advice, AdviceOptions options, Optional<Similar> similar,
      Optional<String> remark) {
    Page.Builder page = new Page.Builder();
    page.title(Span.code(unit.name()), Span.words(": " + Figures.count(unit.instructionCount(), "IR instruction")));
    page.table(table(unit, advice, options));
    boolean isComplete = advice.isPresent() && advice.get().isComplete();
    int before = unit.instructionCount();
    if (options.passes()) {
      page.line(bestPass(before, advice, isComplete));
    }
    Optional<Prediction> prediction = advice.flatMap(Advice::prediction);
    prediction.ifPresent(made -> page.line("Best single pass, predicted: " + Predictions.likeliest(made)));
    if (options.probes()) {
      Optional<Advice.Pipeline> pipeline = advice.flatMap(Advice::pipeline);
      page.line(pipeline.isPresent()
          ? new Span[]{Span.words("Best pipeline (" + pipeline.get().source() + "): "),
              Span.code(pipeline.get().passes())}
          : new Span[]{
              Span.words("Best pipeline: " + (isComplete ? noneSmaller(advice.get().probes().rows()) : MEASURING))});
      page.line(probes(advice));
    }
    similar.ifPresent(found -> page.line(similar(found)));
    advice.ifPresent(known -> known.notes().forEach(note -> page.item("Note: " + note)));
    remark.ifPresent(page::line);
    page.line(prediction.isPresent() ? "Every figure is measured but those said to be predicted."
        : "Every figure is measured.");
    return new HoverText(page.build());
  }

  /** A function of which nothing is known but a sentence. */
  public static HoverText of(String function, String sentence) {
    return new HoverText(new Page.Builder().title(Span.code(function)).line(sentence).build());
  }

  /** What is shown of a function that is being read. */
  public static HoverText measuring(String function) {
    return of(function, "Measuring…");
  }

  private static Span[] similar(Similar found) {
    List<Span> spans = new ArrayList<>();
    String count = found.count() == 0 ? "none" : found.count() + (found.isMore() ? " or more" : "");
    spans.add(Span.words("Similar functions: " + count));
    String separator = ", nearest ";
    for (Neighbour neighbour : found.nearest()) {
      spans.add(Span.words(separator));
      String target = neighbour.uri() + (neighbour.line().isPresent() ? "#L" + neighbour.line().getAsInt() : "");
      spans.add(Span.link(neighbour.name(), target));
      spans.add(Span.words(" (" + Figures.similarity(neighbour.similarity()) + ")"));
      separator = ", ";
    }
    return spans.toArray(Span[]::new);
  }

  private static List<List<String>> table(Unit unit, Optional<Advice> advice, AdviceOptions options) {
    boolean isComplete = advice.isPresent() && advice.get().isComplete();
    int before = unit.instructionCount();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "IR instructions", "change", "machine code"));
    Optional<Figure> asGiven = advice.map(Advice::asGiven);
    rows.add(List.of("as given to the optimiser", Integer.toString(before), "",
        options.passes() ? code(asGiven, isComplete) : NONE));
    if (options.passes()) {
      options.built()
          .ifPresent(level -> rows.add(row("as built (" + level.flag() + ", from the project's compile " + "command)",
              before, advice.flatMap(Advice::built).map(Advice.Built::figure), isComplete)));
      rows.add(row(Level.OZ.flag(), before, advice.flatMap(Advice::oz), isComplete));
    }
    advice.flatMap(Advice::prediction).ifPresent(
        made -> rows.add(List.of(Level.OZ.flag() + ", predicted", "", Figures.percent(-made.ozBenefit()), "")));
    if (options.probes()) {
      rows.add(row("best found", before, advice.flatMap(Advice::pipeline).map(Advice.Pipeline::figure), isComplete));
    }
    return rows;
  }

  private static List<String> row(String label, int before, Optional<Figure> figure, boolean isComplete) {
    return figure.isPresent()
        ? List.of(label, Integer.toString(figure.get().instructions()),
            Figures.change(before, figure.get().instructions()), code(figure, true))
        : List.of(label, isComplete ? NONE : MEASURING, "", "");
  }

  private static String code(Optional<Figure> figure, boolean isFinal) {
    return figure.isPresent() && (isFinal || figure.get().codeBytes().isPresent())
        ? Figures.bytes(figure.get().codeBytes()) : isFinal ? NONE : MEASURING;
  }

  private static Span[] bestPass(int before, Optional<Advice> advice, boolean isComplete) {
    String label = "Best single pass of " + PASSES + ": ";
    Optional<Advice.BestPass> best = advice.flatMap(Advice::bestPass);
    if (best.isEmpty() || best.get().instructions() >= before) {
      return new Span[]{
          Span.words(label + (best.isEmpty() && !isComplete ? MEASURING : noneSmaller(advice.get().passOutcomes())))};
    }
    return new Span[]{Span.words(label), Span.code(best.get().pass().name()), Span.words(
        " leaves " + best.get().instructions() + " (" + Figures.change(before, best.get().instructions()) + ")")};
  }

  /** Says that none leaves fewer instructions, and of how many that is known where some failed. */
  private static String noneSmaller(List<Outcome> outcomes) {
    return outcomes.stream().anyMatch(Outcome.Missing.class::isInstance) ? Tried.noneSmaller(outcomes) : NO_FEWER;
  }

  private static String probes(Optional<Advice> advice) {
    Optional<Advice.Probes> probes = advice.map(Advice::probes).filter(known -> known.run() > 0);
    if (probes.isEmpty()) {
      return "Probes: " + (advice.isPresent() && advice.get().isComplete() ? "none" : MEASURING);
    }
    String run = "Probes: " + (probes.get().run() - probes.get().failed()) + " run";
    return probes.get().failed() == 0 ? run + ", none missing"
        : run + ", " + probes.get().failed() + " missing: " + String.join("; ", probes.get().failures());
  }

  /** As Markdown. */
  public String markdown() {
    return page.markdown();
  }

  /** As plain text. */
  public String plain() {
    return page.plain();
  }
}
