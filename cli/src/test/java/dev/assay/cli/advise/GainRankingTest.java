package dev.assay.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.Advice;
import dev.assay.advice.Figure;
import dev.assay.build.Level;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Style;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.ir.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GainRankingTest {
  private final GainRanking ranking = new GainRanking();

  @Test
  void ranksByWhatIsSavedOverTheOwnBuild() {
    add("small_gain", 100, Optional.of(20), 19);
    add("large_gain", 50, Optional.of(40), 30);
    add("no_gain", 100, Optional.of(20), 20);
    add("loss", 100, Optional.of(20), 25);
    List<String> lines = ranking.lines(Style.PLAIN, 80, "function");
    assertThat(String.join("\n", lines)).isEqualTo("""
        The functions that would gain most, by IR instructions saved over
        their own build:
         saved    change  over     from      to  function            where
            10     -25 %  -O2        40      30  large_gain          a.c
             1      -5 %  -O2        20      19  small_gain          a.c""");
  }

  @Test
  void saysWhereTheInputIsWhatIsComparedWith() {
    add("f", 100, Optional.empty(), 50);
    assertThat(ranking.lines(Style.PLAIN, 80, "program").get(1))
        .isEqualTo("the input, as no build of theirs is known:");
    add("g", 100, Optional.of(70), 50);
    assertThat(ranking.lines(Style.PLAIN, 80, "program").get(1))
        .isEqualTo("their own build, or over the input where no build is known:");
  }

  @Test
  void keepsTheTopTen() {
    for (int i = 0; i < 30; i++) {
      add("f" + i, 100, Optional.empty(), 99 - i);
    }
    assertThat(ranking.lines(Style.PLAIN, 80, "function")).hasSize(13).element(3).asString().contains("f29");
  }

  @Test
  void isEmptyWhereNothingGains() {
    add("f", 100, Optional.of(20), 20);
    assertThat(ranking.isEmpty()).isTrue();
  }

  private void add(String name, int given, Optional<Integer> built, int best) {
    int[] counts = new int[Feature.COUNT];
    counts[Feature.TOTAL_INSTS.ordinal()] = given;
    Observation observation =
        new Observation(FeatureVector.of(counts), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS]));
    Unit unit =
        new Unit(Unit.Kind.FUNCTION, name, "", Optional.empty(), "0".repeat(64), false, "", observation, new byte[0]);
    Advice advice = new Advice(unit, figure(given), built.map(n -> new Advice.Built(Level.O2, figure(n))),
        Optional.empty(), Optional.empty(), Optional.of(new Advice.Pipeline("dce", "pass dce", figure(best))),
        new Advice.Probes(List.of(), 0), Optional.empty(), List.of(), List.of(), true);
    ranking.add(new FileUnit("a.c", unit, Optional.empty(), List.of(), new FileUnit.Place(0, 1, 0, 1)), advice);
  }

  private static Figure figure(int instructions) {
    return new Figure(instructions, OptionalInt.empty());
  }
}
