package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BuildFiguresTest {
  private static BuildFigures.Best best(OptionalLong bytes) {
    return new BuildFigures.Best(bytes, 1, "newgvn", "pass newgvn", false);
  }

  @Test
  void aResultWithoutCodeIsSuspectedOnlyWhereOthersHaveSome() {
    BuildFigures.Best nothing = best(OptionalLong.of(0));
    assertThat(nothing.leavesNothingOf(Optional.of(best(OptionalLong.of(6))))).isTrue();
    assertThat(nothing.leavesNothingOf(Optional.of(nothing))).isFalse();
    assertThat(nothing.leavesNothingOf(Optional.of(best(OptionalLong.empty())))).isFalse();
    assertThat(nothing.leavesNothingOf(Optional.empty())).isFalse();
    assertThat(best(OptionalLong.of(1)).leavesNothingOf(Optional.of(best(OptionalLong.of(6))))).isFalse();
    assertThat(best(OptionalLong.empty()).leavesNothingOf(Optional.of(best(OptionalLong.of(6))))).isFalse();
  }
}
