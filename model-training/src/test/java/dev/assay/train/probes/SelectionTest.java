package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.feature.Feature;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Choosing a set, and its core, from what a pool leaves of made-up units. */
class SelectionTest {
  private static final List<List<Pass>> POOL =
      List.of(passes("sroa"), passes("sroa", "gvn"), passes("licm", "adce", "sccp"), passes("dse"));

  private static List<Pass> passes(String... names) {
    return Arrays.stream(names).map(name -> PassCatalogue.standard().named(name).orElseThrow()).toList();
  }

  /** Units of which each sequence leaves so many instructions, and so many blocks. */
  private static PoolMeasurements measured(int[][] instructions, int[][] blocks) {
    List<PoolRow> rows = new ArrayList<>();
    List<float[]> before = new ArrayList<>();
    for (int i = 0; i < instructions.length; i++) {
      List<Integer> ids = new ArrayList<>();
      List<Integer> states = new ArrayList<>();
      List<List<Integer>> known = new ArrayList<>();
      for (int s = 0; s < instructions[i].length; s++) {
        Integer[] features = new Integer[Feature.COUNT];
        Arrays.fill(features, 0);
        features[Feature.TOTAL_INSTS.ordinal()] = instructions[i][s];
        features[Feature.TOTAL_BLOCKS.ordinal()] = blocks[i][s];
        List<Integer> state = List.of(features);
        if (!known.contains(state)) {
          known.add(state);
          states.addAll(state);
        }
        ids.add(known.indexOf(state));
      }
      rows.add(new PoolRow("h" + i, ids, states));
      before.add(new float[Feature.COUNT]);
    }
    return new PoolMeasurements(before, rows);
  }

  private static List<Integer> choose(int[][] instructions, int[] oz, int count, SetSelection.Weights weights) {
    int[][] blocks = new int[instructions.length][POOL.size()];
    return new SetSelection(POOL, measured(instructions, blocks), oz, weights).choose(List.of(), count);
  }

  @Test
  void whatGetsFurthestWithTheOthersComesNext() {
    // Sequence 1 is the best alone; 3 is worse than 0 alone, but gets further where 1 does nothing.
    int[][] instructions = {{70, 60, 100, 100}, {80, 60, 100, 100}, {100, 100, 100, 90}};
    assertThat(choose(instructions, new int[]{100, 100, 100}, 2, new SetSelection.Weights(1, 0, 0, 0)))
        .containsExactly(1, 3);
  }

  @Test
  void passesThatOthersBeginWithCostNothing() {
    // 1 gets as far as 2 with fewer passes; after it 0, 2 and 3 add nothing, but 0 is where 1 begins.
    int[][] instructions = {{50, 50, 50, 100}, {100, 80, 80, 100}};
    assertThat(choose(instructions, new int[]{100, 100}, 2, new SetSelection.Weights(1, 0, 0, 1))).containsExactly(1,
        0);
  }

  @Test
  void whatDiffersIsWorthMoreThanWhatIsTheSameAgain() {
    // 0 gets furthest, 1 and 2 leave just the same; 3 gets nowhere, but nothing else leads there.
    int[][] instructions = {{50, 50, 50, 140}, {60, 60, 60, 130}};
    SetSelection.Weights weights = new SetSelection.Weights(1, 1, 0, 0.001);
    assertThat(choose(instructions, new int[]{100, 100}, 2, weights)).containsExactly(0, 3);
    SetSelection selection =
        new SetSelection(POOL, measured(instructions, new int[2][4]), new int[]{100, 100}, weights);
    SetSelection.Figures figures = selection.figures(List.of(0, 1, 2, 3));
    assertThat(figures.distinct()).isEqualTo(2);
    assertThat(figures.gain()).isEqualTo(0.45);
    assertThat(figures.passes()).as("sroa, gvn, licm, adce, sccp, dse").isEqualTo(6);
  }

  @Test
  void theCoreIsWhatFindsTheSameFunctionAndReadsTheBestPass() {
    // Units 0 and 1 at -O0, 2 and 3 the same at -O2. After sequence 2 the halves of a pair are alike; after others not.
    int[][] instructions = {{90, 80, 30, 70}, {80, 90, 60, 70}, {20, 70, 30, 30}, {10, 60, 60, 20}};
    int[][] blocks = {{9, 3, 30, 1}, {1, 3, 2, 1}, {1, 9, 30, 9}, {9, 1, 2, 9}};
    int[] bestSingle = {70, 70, 20, 10};
    CoreSelection selection =
        new CoreSelection(POOL, measured(instructions, blocks), bestSingle, 2, new CoreSelection.Limits(3, 1, 10));
    List<Integer> core = selection.choose();
    assertThat(core).startsWith(2).contains(0, 3);
    assertThat(selection.recall(List.of(2))).isEqualTo(1);
    assertThat(selection.readable(List.of(3))).isEqualTo(0.5);
    assertThat(selection.readable(List.of(0, 3))).isEqualTo(1);
    assertThat(new CoreSelection(POOL, measured(instructions, blocks), bestSingle, 2, new CoreSelection.Limits(3, 1, 2))
        .choose()).as("three passes are too dear").doesNotContain(2);
  }
}
