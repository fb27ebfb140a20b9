package dev.assay.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.build.BuildTarget;
import dev.assay.build.FileBuild;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.clang.TargetOrigin;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Style;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.ir.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GainRankingTest {
  private final GainRanking ranking = new GainRanking();

  @Test
  void ranksByTheBytesSavedOverTheOwnBuild() {
    add("small_gain", Optional.of(Level.O2), 20, 19);
    add("large_gain", Optional.of(Level.O2), 40, 30);
    add("no_gain", Optional.of(Level.O2), 20, 20);
    List<String> lines = ranking.lines(Style.PLAIN, 80, "function");
    assertThat(String.join("\n", lines)).isEqualTo("""
        The functions that would gain most, by bytes of code saved:
         saved    change  over        from      to  function           where
            10     -25 %  -O2           40      30  large_gain         a.c
             1      -5 %  -O2           20      19  small_gain         a.c""");
  }

  @Test
  void whereNoBuildIsKnownTheFirstLevelIsComparedWith() {
    add("f", Optional.empty(), 100, 50);
    assertThat(ranking.lines(Style.PLAIN, 80, "program").get(2)).contains("-50 %  as given");
  }

  @Test
  void whatHasNoCodeIsNotRanked() {
    add("f", Optional.of(Level.O2), 0, 50);
    assertThat(ranking.isEmpty()).isTrue();
  }

  @Test
  void keepsTheTopTen() {
    for (int i = 0; i < 30; i++) {
      add("f" + i, Optional.of(Level.O2), 100, 99 - i);
    }
    assertThat(ranking.lines(Style.PLAIN, 80, "function")).hasSize(12).element(2).asString().contains("f29");
  }

  @Test
  void isEmptyWhereNothingGains() {
    add("f", Optional.of(Level.O2), 20, 20);
    assertThat(ranking.isEmpty()).isTrue();
  }

  /** Adds a function; 0 bytes stand for no code. */
  private void add(String name, Optional<Level> own, long bytes, long best) {
    Observation observation =
        new Observation(FeatureVector.of(new int[Feature.COUNT]), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS]));
    Unit unit =
        new Unit(Unit.Kind.FUNCTION, name, "", Optional.empty(), "0".repeat(64), false, "", observation, new byte[0]);
    CodeSize size = bytes == 0 ? new CodeSize.None("it crashes") : new CodeSize.Bytes(bytes);
    LevelFigures level = new LevelFigures(own, size, OptionalInt.of(7), new InFile.Dropped());
    BuildFigures build =
        new BuildFigures(new BuildTarget("avr", TargetOrigin.FLAGS, Optional.empty()), own, List.of(level),
            Optional.of(new BuildFigures.Best(OptionalLong.of(best), 7, "dce", "pass dce", false)), 1, 0, true);
    FileBuild notAsked = null;
    ranking.add(new FileUnit("a.c", unit, notAsked, List.of(), new FileUnit.Place(0, 1, 0, 1)),
        new UnitAdvice(null, Optional.of(build), Optional.empty(), Map.of()));
  }
}
