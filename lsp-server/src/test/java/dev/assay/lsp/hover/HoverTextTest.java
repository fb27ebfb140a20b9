package dev.assay.lsp.hover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.CodeSize;
import dev.assay.advice.Figure;
import dev.assay.advice.LevelFigures;
import dev.assay.build.BuildTarget;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.clang.TargetOrigin;
import dev.assay.encoder.Prediction;
import dev.assay.ir.Unit;
import dev.assay.lsp.Golden;
import dev.assay.lsp.TestFigures;
import dev.assay.lsp.TestUnits;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.similar.SimilarFunctionLookup.Neighbour;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.object.CodeSymbol;
import dev.assay.object.ObjectCode;
import dev.assay.probe.Outcome;
import dev.assay.probe.PassCatalogue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HoverTextTest {
  private static final Unit UNIT = TestUnits.function("update_state", 203, Optional.empty());
  private static final LevelFigures O2 = TestFigures.level(Level.O2, 400, 97);
  private static final LevelFigures OS = TestFigures.level(Level.OS, 372, 90);
  private static final LevelFigures OZ = TestFigures.level(Level.OZ, 350, 88);
  private static final BuildFigures BUILD = TestFigures.atO2(TestFigures.pipeline(340, 84), O2, OS, OZ);

  private static Advice.Probes probes(int run, Outcome... missing) {
    List<Outcome> measured = Collections.nCopies(run - missing.length, new Outcome.Measured(UNIT.observation()));
    return new Advice.Probes(Stream.concat(measured.stream(), Stream.of(missing)).toList(), 61);
  }

  private static Advice complete(List<String> notes, Advice.Probes probes) {
    return complete(notes, probes, Optional.empty());
  }

  private static Advice complete(List<String> notes, Advice.Probes probes, Optional<Prediction> prediction) {
    return new Advice(UNIT, new Figure(203, OptionalInt.empty()),
        Optional.of(new Advice.BestPass(PassCatalogue.standard().named("sroa").orElseThrow(), 106)),
        Optional.of(new Figure(88, OptionalInt.empty())),
        Optional.of(new Advice.Pipeline(TestFigures.PASSES, "probe 37", new Figure(84, OptionalInt.empty()))), probes,
        prediction, List.of(), notes, true);
  }

  private static FunctionFigures known(Optional<Advice> advice, Optional<BuildFigures> build) {
    return new FunctionFigures(UNIT, AdviceOptions.everything(), advice, build, Optional.empty(), Optional.empty(),
        build.filter(BuildFigures::isComplete).isPresent(), false, Optional.empty(), symbol -> symbol);
  }

  private static FunctionFigures known(Advice advice, BuildFigures build) {
    return known(Optional.of(advice), Optional.of(build));
  }

  private static HoverText text(FunctionFigures function) {
    return HoverText.of(function, Optional.empty(), Optional.empty());
  }

  private static void check(String name, HoverText text) {
    Golden.check("hover/" + name + ".md", text.markdown());
    Golden.check("hover/" + name + ".txt", text.plain());
  }

  private static Prediction prediction() {
    float[] probabilities = new float[PassCatalogue.COUNT];
    probabilities[PassCatalogue.standard().named("sroa").orElseThrow().index()] = 0.912f;
    probabilities[PassCatalogue.standard().named("mem2reg").orElseThrow().index()] = 0.084f;
    probabilities[PassCatalogue.standard().named("gvn").orElseThrow().index()] = 0.004f;
    return new Prediction(new float[Prediction.EMBEDDING_SIZE], probabilities, 0.55f);
  }

  @Test
  void everythingKnown() {
    check("complete", text(known(complete(List.of(), probes(100)), BUILD)));
  }

  @Test
  void predictionsAreTheFirstAnswer() {
    Advice first = new Advice(UNIT, new Figure(203, OptionalInt.empty()), Optional.empty(), Optional.empty(),
        Optional.empty(), probes(100), Optional.of(prediction()), List.of(), List.of(), false);
    BuildFigures levels = new BuildFigures(BUILD.target(), BUILD.own(), List.of(O2), Optional.empty(), 0, 0, false);
    check("predicted", text(known(first, levels)));
  }

  @Test
  void whatIsMeasuredTakesThePlaceOfPredictions() {
    FunctionFigures without = known(complete(List.of(), probes(100)), BUILD);
    FunctionFigures with = known(complete(List.of(), probes(100), Optional.of(prediction())), BUILD);
    assertThat(text(with).markdown()).isEqualTo(text(without).markdown()).doesNotContain("predicted");
  }

  @Test
  void similarFunctionsAreLinks() {
    Similar similar =
        new Similar(12, false, List.of(new Neighbour("sum_of", "file:///src/a(1).c", OptionalInt.of(7), 0.9987),
            new Neighbour("_total", "file:///src/b.c", OptionalInt.empty(), 0.93)), false);
    check("similar",
        HoverText.of(known(complete(List.of(), probes(100)), BUILD), Optional.of(similar), Optional.empty()));
  }

  @Test
  void thatNoneIsSimilarIsNotSaidForGoodWhileTheIndexGrows() {
    assertThat(similar(new Similar(0, false, List.of(), true)))
        .contains("\nSimilar functions: none so far (the index is still growing)");
    assertThat(similar(new Similar(0, false, List.of(), false))).contains("\nSimilar functions: none\n");
  }

  private static String similar(Similar found) {
    return HoverText.of(known(complete(List.of(), probes(100)), BUILD), Optional.of(found), Optional.empty())
        .markdown();
  }

  @Test
  void aFunctionIsCalledAsInItsSourceWhateverItsSymbol() {
    FunctionFigures usual = known(Optional.empty(), Optional.empty());
    FunctionFigures labelled = new FunctionFigures(UNIT.calledInSource("f"), usual.options(), usual.advice(),
        usual.build(), usual.ownCompiler(), usual.tuned(), false, false, usual.failure(), usual.names());
    assertThat(text(labelled).markdown()).startsWith("**`f`: ").contains("\n\nIts symbol is `update_state`.\n");
    assertThat(text(usual).markdown()).startsWith("**`update_state`: ").doesNotContain("symbol");
  }

  @Test
  void nothingKnownYet() {
    check("measuring", text(known(Optional.empty(), Optional.empty())));
  }

  @Test
  void missingRowsAndNotes() {
    Outcome slow = new Outcome.Missing(Outcome.Reason.TIMED_OUT, "took longer than 10000 ms");
    Advice advice = complete(List.of("a note with *stars* | `ticks` <b>"), probes(100, slow, slow));
    BuildFigures build = TestFigures.atO2(TestFigures.smallest(Level.OZ, 350, 88),
        TestFigures.withoutCode(Level.O2, "the assembler refuses 'mrs'"), OS, OZ);

    check("notes", HoverText.of(known(advice, build), Optional.empty(), Optional.of("The text has changed since.")));
  }

  @Test
  void whereNothingIsSmallerThatIsSaid() {
    check("nothing-found",
        text(known(complete(List.of(), probes(100)), TestFigures.atO2(TestFigures.smallest(Level.O2, 400, 97), O2,
            TestFigures.level(Level.OS, 400, 97), TestFigures.level(Level.OZ, 404, 98)))));
  }

  @Test
  void whatBecameOfItInItsFileIsSaidByTheNamesOfTheSource() {
    LevelFigures inlined =
        TestFigures.level(Level.O2, 400, 97, new InFile.Inlined(List.of("_Z1fv", "_Z1gv", "h", "main")));
    BuildFigures build = TestFigures.atO2(TestFigures.pipeline(340, 84), inlined, OS, OZ);
    check("inlined",
        text(new FunctionFigures(UNIT, AdviceOptions.everything(), Optional.of(complete(List.of(), probes(100))),
            Optional.of(build), Optional.empty(), Optional.empty(), true, false, Optional.empty(),
            symbol -> symbol.startsWith("_Z1") ? symbol.substring(3, 4) : symbol)));
  }

  private static FunctionFigures withOwn(BuildFigures build, Made<OwnCompiler.Compiled> own) {
    return new FunctionFigures(UNIT, AdviceOptions.everything(), Optional.of(complete(List.of(), probes(100))),
        Optional.of(build), Optional.of(own), Optional.empty(), true, false, Optional.empty(), symbol -> symbol);
  }

  @Test
  void theProjectsOwnCompilerStandsBesideClang() {
    ObjectCode code = new ObjectCode("ELF", 500, 0, List.of(new CodeSymbol(UNIT.name(), 1, 0, 412, false)));
    Made<OwnCompiler.Compiled> own = Made.of(new OwnCompiler.Compiled("arm-none-eabi-gcc", "-O2", code));
    check("own-compiler", text(withOwn(BUILD, own)));
    Made<OwnCompiler.Compiled> refused = Made.not("gcc compiles the file as it is saved, and this text is not saved");
    assertThat(text(withOwn(BUILD, refused)).plain())
        .contains("Note: not compiled by the project's own compiler: gcc compiles the file as it is saved");
  }

  @Test
  void withoutATargetThereAreInstructionsOnly() {
    BuildTarget none =
        new BuildTarget("", TargetOrigin.FLAGS, Optional.of("the IR names no target, so there are no bytes for it"));
    CodeSize noCode = new CodeSize.None("no target");
    InFile unknown = new InFile.Unknown("no target");
    BuildFigures build = new BuildFigures(none, Optional.empty(),
        List.of(new LevelFigures(Optional.empty(), noCode, OptionalInt.of(203), unknown),
            new LevelFigures(Optional.of(Level.OZ), noCode, OptionalInt.of(88), unknown)),
        Optional.of(new BuildFigures.Best(OptionalLong.empty(), 84, TestFigures.PASSES, "probe 37", false)), 16, 2,
        true);
    check("no-target", text(known(complete(List.of(), probes(100)), build)));
  }

  @Test
  void whatFailedIsNotSaidToBeImpossible() {
    Outcome slow = new Outcome.Missing(Outcome.Reason.TIMED_OUT, "took longer than 10000 ms");
    Outcome same = new Outcome.Measured(UNIT.observation());
    Advice advice =
        new Advice(UNIT, new Figure(203, OptionalInt.empty()), Optional.empty(), Optional.empty(), Optional.empty(),
            new Advice.Probes(List.of(same, slow, slow), 61), Optional.empty(), List.of(slow, slow), List.of(), true);
    BuildFigures build = new BuildFigures(BUILD.target(), BUILD.own(), List.of(O2),
        Optional.of(TestFigures.smallest(Level.O2, 400, 97)), 16, 15, true);

    assertThat(text(known(advice, build)).plain()).contains(
        "Best found: -O2; nothing smaller was found (1 of 16 other pipelines tried, the others failed)",
        "Best single pass of 124: not known: all 2 that were to be tried failed", "Probes: 1 run, 2 missing");
  }

  @Test
  void probesSwitchedOff() {
    Advice advice = new Advice(UNIT, new Figure(203, OptionalInt.empty()), Optional.empty(),
        Optional.of(new Figure(209, OptionalInt.empty())), Optional.empty(), probes(0), Optional.empty(), List.of(),
        List.of(), true);
    BuildFigures levels = new BuildFigures(BUILD.target(), BUILD.own(), List.of(O2, OS, OZ),
        Optional.of(TestFigures.smallest(Level.OZ, 350, 88)), 0, 0, true);
    check("no-probes", text(new FunctionFigures(UNIT, AdviceOptions.withoutProbes(), Optional.of(advice),
        Optional.of(levels), Optional.empty(), Optional.empty(), true, false, Optional.empty(), symbol -> symbol)));
  }

  @Test
  void namesCannotPutAnythingIntoThePage() {
    String text = HoverText.of("a`b``\n# x", "<img src=x> [link](http://example.org) _x_").markdown();

    assertThat(text).isEqualTo("**```a`b`` # x```**\n\n" + "\\<img src=x\\> \\[link\\](http://example.org) \\_x\\_\n");
  }
}
