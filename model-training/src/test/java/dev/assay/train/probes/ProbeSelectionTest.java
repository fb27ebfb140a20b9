package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeSelectionTest {
  private static final List<List<Pass>> SEQUENCES =
      List.of(passes("sroa"), passes("sroa", "gvn"), passes("licm", "adce", "sccp"), passes("dse"));

  private static List<Pass> passes(String... names) {
    return Arrays.stream(names).map(name -> PassCatalogue.standard().named(name).orElseThrow()).toList();
  }

  private static List<Integer> choose(double[][] gains, int count, double charge) {
    return ProbeSelection.choose(SEQUENCES, gains, new double[gains.length], count, charge);
  }

  @Test
  void whatAddsMostToTheOthersComesNext() {
    // Sequence 1 is the best alone; 3 is worse than 0 alone, but adds where 1 does nothing.
    double[][] gains = {{0.3, 0.4, 0, 0}, {0.2, 0.4, 0, 0}, {0, 0, 0, 0.1}};
    assertThat(choose(gains, 2, 0)).containsExactly(1, 3);
  }

  @Test
  void passesThatOthersBeginWithCostNothing() {
    // 1 gains as much as 2 with fewer passes; after it 0, 2 and 3 add nothing, but 0 is where 1 begins.
    double[][] gains = {{0.5, 0.5, 0.5, 0}, {0, 0.2, 0.2, 0}};
    assertThat(choose(gains, 2, 0.01)).containsExactly(1, 0);
  }

  @Test
  void whatIsReachedAlreadyIsNoGain() {
    double[] reached =
        ProbeSelection.reached(new double[][]{{0.1, 0.4}, {0.3, 0.2}}, List.of(0, 1), new double[]{0.2, 0.35});
    assertThat(reached).containsExactly(0.4, 0.35);
  }
}
