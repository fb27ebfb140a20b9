package dev.assay.lsp.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.Figure;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.ir.Unit;
import dev.assay.lsp.TestFigures;
import dev.assay.lsp.TestUnits;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FunctionSummaryTest {
  private static final Unit UNIT = TestUnits.function("f", 20, Optional.empty());

  private static String summary(BuildFigures build, boolean isBuildComplete, Optional<String> failure,
      Optional<Similar> similar) {
    Advice advice = new Advice(UNIT, new Figure(20, OptionalInt.empty()), Optional.empty(), Optional.empty(),
        Optional.empty(), new Advice.Probes(List.of(), 0), Optional.empty(), List.of(), List.of(), true);
    return FunctionSummary.of(new FunctionFigures(UNIT, AdviceOptions.everything(), Optional.of(advice),
        Optional.of(build), Optional.empty(), Optional.empty(), isBuildComplete, false, failure, symbol -> symbol),
        similar);
  }

  private static String summary(BuildFigures build) {
    return summary(build, true, Optional.empty(), Optional.empty());
  }

  private static BuildFigures inFile(InFile inFile) {
    return TestFigures.atO2(TestFigures.pipeline(180, 8), TestFigures.level(Level.O2, 203, 12, inFile),
        TestFigures.level(Level.OZ, 187, 10));
  }

  @Test
  void whatIsBuiltComesFirstThenWhatCouldBe() {
    BuildFigures build = TestFigures.atO2(TestFigures.pipeline(180, 8), TestFigures.level(Level.O2, 203, 12),
        TestFigures.level(Level.OS, 190, 11), TestFigures.level(Level.OZ, 187, 10));
    assertThat(summary(build, true, Optional.empty(), Optional.of(new Similar(4, false, List.of(), false))))
        .isEqualTo("203 B built · -Oz 187 B · best 180 B · 4 similar");
  }

  @Test
  void sizesInTheFileAndAloneAreNotMixedUp() {
    assertThat(summary(inFile(new InFile.Bytes(231, List.of(), List.of()))))
        .isEqualTo("231 B built (203 B alone) · -Oz 187 B · best 180 B");
    assertThat(summary(inFile(new InFile.Inlined(List.of("g")))))
        .isEqualTo("inlined (203 B alone) · -Oz 187 B · best 180 B");
    assertThat(summary(inFile(new InFile.Dropped()))).isEqualTo("dropped (203 B alone) · -Oz 187 B · best 180 B");
  }

  @Test
  void thatNothingIsSmallerIsSaidOnlyOnceAllHasBeenTried() {
    BuildFigures build = TestFigures.atO2(TestFigures.smallest(Level.O2, 187, 10), TestFigures.level(Level.O2, 187, 10),
        TestFigures.level(Level.OZ, 187, 10));
    assertThat(summary(build)).isEqualTo("187 B built · -Oz 187 B · nothing smaller");
    assertThat(summary(build, false, Optional.empty(), Optional.empty()))
        .isEqualTo("187 B built · -Oz 187 B · measuring…");
  }

  @Test
  void aFailureIsNoFigure() {
    assertThat(summary(inFile(new InFile.Dropped()), true, Optional.of("no worker"), Optional.empty()))
        .isEqualTo("cannot be measured");
  }
}
