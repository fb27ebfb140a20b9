package dev.assay.train.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final Project PROJECT =
      new Project("fmt-9", "fmt", "9.1", "text", Split.TRAIN, Path.of("fmt-9"), List.of());

  private static String of(String file, String symbol) {
    return Identity.ofFunction(PROJECT, file, symbol);
  }

  @Test
  void anExternalFunctionOfCPlusPlusIsTheSameWhereverItIsDefined() {
    assertThat(of("a.cc", "_ZN6Parser5parseEi")).isEqualTo(of("b.cc", "_ZN6Parser5parseEi")).startsWith("fmt:");
    for (String internal : List.of("main", "_ZL5usagev", "_ZN2nsL5usageEv", "_ZN12_GLOBAL__N_15usageEv")) {
      assertThat(of("a.cc", internal)).as(internal).isNotEqualTo(of("b.cc", internal)).startsWith("fmt/a.cc:");
    }
  }

  @Test
  void whatLibrariesBringIntoEveryModuleIsOfNoProject() {
    for (String shared : List.of("_ZNSt6vectorIiSaIiEE9push_backEOi", "_ZNKSs4sizeEv", "_ZN9__gnu_cxx3fooEv",
        "_ZN5boost6spirit3fooEv", "_ZSt4sortIPiEvT_S1_")) {
      assertThat(of("a.cc", shared)).isEqualTo(shared);
    }
  }

  @Test
  void choicesAreEvenAndAlwaysTheSame() {
    double mean = IntStream.range(0, 2000).mapToDouble(i -> Identity.fraction("f" + i, "test")).average().orElseThrow();
    assertThat(mean).isBetween(0.47, 0.53);
    assertThat(Identity.fraction("f", "one")).isEqualTo(Identity.fraction("f", "one"))
        .isNotEqualTo(Identity.fraction("f", "another"));
    List<Integer> chosen =
        IntStream.range(0, 200).mapToObj(i -> Identity.choose(List.of(1, 2, 3), "f" + i, "x")).toList();
    assertThat(chosen).contains(1, 2, 3);
  }
}
