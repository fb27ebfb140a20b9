package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassCostTest {
  private final PassCost cost = new PassCost();

  private static List<Pass> passes(String... names) {
    return Arrays.stream(names).map(name -> PassCatalogue.standard().named(name).orElseThrow()).toList();
  }

  @Test
  void alonePassesCostOneEachButForTheAttributor() {
    assertThat(cost.added(List.of())).isZero();
    assertThat(cost.added(passes("sroa", "gvn", "attributor"))).isEqualTo(14);
  }

  @Test
  void whatIsSharedCostsNothing() {
    cost.share(passes("sroa", "gvn", "simplifycfg"));
    assertThat(cost.added(passes("sroa", "gvn"))).isZero();
    assertThat(cost.added(passes("sroa", "gvn", "adce", "dse"))).isEqualTo(2);
    assertThat(cost.added(passes("gvn", "sroa"))).isEqualTo(2);
  }

  @Test
  void whatMayNotBeCutIsNotShared() {
    // After gvn, which leaves loop information, break-crit-edges runs in one piece with all from there.
    cost.share(passes("sroa", "gvn", "simplifycfg"));
    assertThat(cost.added(passes("sroa", "gvn", "simplifycfg", "break-crit-edges"))).isEqualTo(3);
  }
}
