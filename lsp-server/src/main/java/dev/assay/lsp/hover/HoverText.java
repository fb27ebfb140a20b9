package dev.assay.lsp.hover;

import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.Figure;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.encoder.Prediction;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.hover.Page.Span;
import dev.assay.lsp.similar.SimilarFunctionLookup.Neighbour;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.probe.Outcome;
import dev.assay.workspace.wording.BuildWords;
import dev.assay.workspace.wording.Figures;
import dev.assay.workspace.wording.Predictions;
import dev.assay.workspace.wording.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what is known of a function. Pure: the same advice, the same text, on every machine. */
public final class HoverText {
  private static final String MEASURING = "measuring…";
  private static final int PASSES = 124;
  private static final int LONGEST_PASSES = 120;

  private final Page page;

  private HoverText(Page page) {
    this.page = page;
  }

  /**
   * What is known of a function: first how large it is in the user's build, and how large it could be.
   *
   * @param similar the functions that react alike, where they have been looked up
   * @param remark a sentence about the state of things, where there is one
   */
  public static HoverText of(FunctionFigures function, Optional<Similar> similar, Optional<String> remark) {
    Page.Builder page = new Page.Builder();
    page.title(Span.code(function.name()), Span.words(": " + SizeText.sentence(function)));
    Optional<OwnCompiler.Compiled> own = function.ownCompiler().flatMap(Made::value);
    page.table(
        BuildTable.of(function.build(), own, function.tuned(), function.unit().name(), function.isBuildComplete()));
    function.build().filter(build -> build.target().problem().isPresent()).flatMap(build -> own)
        .ifPresent(made -> page.line("In its file, " + BuildWords.own(made, function.unit().name())));
    function.build().ifPresent(build -> addBuild(page, build, function));
    function.tuned().ifPresent(tuned -> TunedText.lines(tuned, function.unit().name()).forEach(page::line));
    addNeutral(page, function);
    if (function.unit().isRenamed()) {
      page.line(Span.words("Its symbol is "), Span.code(function.unit().givenSymbol()), Span.words("."));
    }
    similar.ifPresent(found -> page.line(similar(found)));
    function.advice().ifPresent(known -> known.notes().forEach(note -> page.item("Note: " + note)));
    function.build().ifPresent(build -> BuildWords.withoutCode(build).forEach(note -> page.item("Note: " + note)));
    function.ownCompiler().filter(made -> made.value().isEmpty())
        .ifPresent(made -> page.item("Note: " + BuildWords.noOwn(made.reason())));
    remark.ifPresent(page::line);
    page.line(footer(function));
    return new HoverText(page.build());
  }

  private static void addBuild(Page.Builder page, BuildFigures build, FunctionFigures function) {
    BuildWords.reference(build).ifPresent(level -> BuildWords.fate(level.inFile(), function.names())
        .ifPresent(fate -> page.line("In its file at " + level.name() + ": " + fate + ".")));
    if (build.best().isEmpty() || !build.isComplete() && build.tried() == 0) {
      return;
    }
    String passes = build.best().get().passes();
    page.line(passes.isEmpty() ? new Span[]{Span.words("Best found: " + BuildWords.how(build))}
        : new Span[]{Span.words("Best found: " + BuildWords.how(build) + ": "), Span.code(cut(passes))});
  }

  /** Pipelines that end with -Oz have all its passes; nobody reads these in a hover. */
  private static String cut(String passes) {
    return passes.length() <= LONGEST_PASSES ? passes : passes.substring(0, LONGEST_PASSES) + "…";
  }

  /** A prediction is the first answer; what is measured takes its place. */
  private static void addNeutral(Page.Builder page, FunctionFigures function) {
    Optional<Advice> advice = function.advice();
    Optional<Prediction> prediction = advice.flatMap(Advice::prediction);
    int before = function.unit().instructionCount();
    if (function.options().passes()) {
      boolean isKnown = isComplete(advice) || advice.flatMap(Advice::bestPass).isPresent();
      page.line(isKnown || prediction.isEmpty() ? bestPass(before, advice) : new Span[]{
          Span.words("Best single pass of " + PASSES + ", predicted: " + Predictions.likeliest(prediction.get()))});
    }
    Optional<Figure> oz = advice.flatMap(Advice::oz);
    if (oz.isPresent()) {
      int after = oz.get().instructions();
      page.line("-Oz without a target: " + before + " → " + Figures.count(after, "IR instruction") + " ("
          + Figures.change(before, after) + ")");
    } else {
      prediction.ifPresent(made -> page.line("-Oz without a target, predicted: " + Figures.percent(-made.ozBenefit())));
    }
    advice.map(Advice::probes).filter(probes -> probes.failed() > 0)
        .ifPresent(probes -> page.line("Probes: " + (probes.run() - probes.failed()) + " run, " + probes.failed()
            + " missing: " + String.join("; ", probes.failures())));
  }

  private static boolean isComplete(Optional<Advice> advice) {
    return advice.filter(Advice::isComplete).isPresent();
  }

  private static String footer(FunctionFigures function) {
    Optional<Advice> advice = function.advice();
    boolean isPredicting = advice.flatMap(Advice::prediction).isPresent() && !isComplete(advice)
        && (advice.get().bestPass().isEmpty() || advice.get().oz().isEmpty());
    String measured =
        isPredicting ? "Every figure is measured but those said to be predicted." : "Every figure is measured.";
    return function.build().map(build -> capital(BuildWords.target(build)) + ". " + measured).orElse(measured);
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
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
    spans.add(
        Span.words("Similar functions: " + count + (found.isGrowing() ? " so far (the index is still growing)" : "")));
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

  private static Span[] bestPass(int before, Optional<Advice> advice) {
    String label = "Best single pass of " + PASSES + ": ";
    Optional<Advice.BestPass> best = advice.flatMap(Advice::bestPass);
    String given = Figures.count(before, "IR instruction");
    if (best.isEmpty() || best.get().instructions() >= before) {
      return new Span[]{Span.words(label + (best.isEmpty() && !isComplete(advice) ? MEASURING
          : noneSmaller(advice.orElseThrow().passOutcomes(), given)))};
    }
    return new Span[]{Span.words(label), Span.code(best.get().pass().name()), Span.words(" leaves "
        + best.get().instructions() + " of " + given + " (" + Figures.change(before, best.get().instructions()) + ")")};
  }

  /** Says that none leaves fewer instructions, and of how many that is known where some failed. */
  private static String noneSmaller(List<Outcome> outcomes, String given) {
    return outcomes.stream().anyMatch(Outcome.Missing.class::isInstance) ? Tried.noneSmaller(outcomes)
        : "none leaves fewer than " + given;
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
