package dev.assay.lsp.hover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.Figure;
import dev.assay.build.Level;
import dev.assay.encoder.Prediction;
import dev.assay.ir.Unit;
import dev.assay.lsp.Golden;
import dev.assay.lsp.TestUnits;
import dev.assay.lsp.similar.SimilarFunctionLookup.Neighbour;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.probe.Outcome;
import dev.assay.probe.PassCatalogue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HoverTextTest {
  private static final AdviceOptions BUILT = AdviceOptions.everything().withBuilt(Optional.of(Level.O2));
  private static final Unit UNIT = TestUnits.function("update_state", 203, Optional.empty());

  private static Figure figure(int instructions, int bytes) {
    return new Figure(instructions, bytes < 0 ? OptionalInt.empty() : OptionalInt.of(bytes));
  }

  private static Advice.Probes probes(int run, Outcome... missing) {
    List<Outcome> measured = Collections.nCopies(run - missing.length, new Outcome.Measured(UNIT.observation()));
    return new Advice.Probes(Stream.concat(measured.stream(), Stream.of(missing)).toList(), 61);
  }

  private static Advice complete(List<String> notes, Advice.Probes probes) {
    return complete(notes, probes, Optional.empty());
  }

  private static Advice complete(List<String> notes, Advice.Probes probes, Optional<Prediction> prediction) {
    return new Advice(UNIT, figure(203, 812), Optional.of(new Advice.Built(Level.O2, figure(97, 400))),
        Optional.of(new Advice.BestPass(PassCatalogue.standard().named("sroa").orElseThrow(), 106)),
        Optional.of(figure(88, 350)),
        Optional.of(new Advice.Pipeline("function(sroa),function(early-cse)", "probe 37", figure(84, -1))), probes,
        prediction, List.of(), notes, true);
  }

  private static void check(String name, HoverText text) {
    Golden.check("hover/" + name + ".md", text.markdown());
    Golden.check("hover/" + name + ".txt", text.plain());
  }

  @Test
  void everythingKnown() {
    check("complete",
        HoverText.of(UNIT, Optional.of(complete(List.of(), probes(100))), BUILT, Optional.empty(), Optional.empty()));
  }

  @Test
  void predictionsBesideMeasurements() {
    float[] probabilities = new float[PassCatalogue.COUNT];
    probabilities[PassCatalogue.standard().named("sroa").orElseThrow().index()] = 0.912f;
    probabilities[PassCatalogue.standard().named("mem2reg").orElseThrow().index()] = 0.084f;
    probabilities[PassCatalogue.standard().named("gvn").orElseThrow().index()] = 0.004f;
    Prediction prediction = new Prediction(new float[Prediction.EMBEDDING_SIZE], probabilities, 0.55f);

    check("predicted", HoverText.of(UNIT, Optional.of(complete(List.of(), probes(100), Optional.of(prediction))), BUILT,
        Optional.empty(), Optional.empty()));
  }

  @Test
  void similarFunctionsAreLinks() {
    Similar similar =
        new Similar(12, false, List.of(new Neighbour("sum_of", "file:///src/a(1).c", OptionalInt.of(7), 0.9987),
            new Neighbour("_total", "file:///src/b.c", OptionalInt.empty(), 0.93)));
    check("similar", HoverText.of(UNIT, Optional.of(complete(List.of(), probes(100))), BUILT, Optional.of(similar),
        Optional.empty()));
  }

  @Test
  void nothingKnownYet() {
    check("measuring", HoverText.of(UNIT, Optional.empty(), BUILT, Optional.empty(), Optional.empty()));
  }

  @Test
  void missingRowsAndNotes() {
    Outcome slow = new Outcome.Missing(Outcome.Reason.TIMED_OUT, "took longer than 10000 ms");
    Advice advice = complete(List.of("no machine code: *broken* | `tick` <b>"), probes(100, slow, slow));

    check("notes",
        HoverText.of(UNIT, Optional.of(advice), BUILT, Optional.empty(), Optional.of("The text has changed since.")));
  }

  @Test
  void nothingBetterFound() {
    Advice advice = new Advice(UNIT, figure(203, -1), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), probes(0), Optional.empty(), List.of(), List.of(), true);

    check("nothing-found",
        HoverText.of(UNIT, Optional.of(advice), AdviceOptions.everything(), Optional.empty(), Optional.empty()));
  }

  @Test
  void whatFailedIsNotSaidToBeImpossible() {
    Outcome slow = new Outcome.Missing(Outcome.Reason.TIMED_OUT, "took longer than 10000 ms");
    Outcome same = new Outcome.Measured(UNIT.observation());
    Advice advice =
        new Advice(UNIT, figure(203, -1), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            new Advice.Probes(List.of(same, slow, slow), 61), Optional.empty(), List.of(slow, slow), List.of(), true);

    assertThat(
        HoverText.of(UNIT, Optional.of(advice), AdviceOptions.everything(), Optional.empty(), Optional.empty()).plain())
        .contains("Best pipeline: none of the 1 that could be tried makes it smaller; 2 failed",
            "Best single pass of 124: not known: all 2 that were to be tried failed");
  }

  @Test
  void probesSwitchedOff() {
    Advice advice = new Advice(UNIT, figure(203, 812), Optional.empty(), Optional.empty(),
        Optional.of(figure(209, 900)), Optional.empty(), probes(0), Optional.empty(), List.of(), List.of(), true);

    check("no-probes",
        HoverText.of(UNIT, Optional.of(advice), AdviceOptions.withoutProbes(), Optional.empty(), Optional.empty()));
  }

  @Test
  void namesCannotPutAnythingIntoThePage() {
    String text = HoverText.of("a`b``\n# x", "<img src=x> [link](http://example.org) _x_").markdown();

    assertThat(text).isEqualTo("**```a`b`` # x```**\n\n" + "\\<img src=x\\> \\[link\\](http://example.org) \\_x\\_\n");
  }
}
