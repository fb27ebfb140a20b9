package dev.assay.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadResultTest {
  @ParameterizedTest
  @EnumSource(Problem.Kind.class)
  void onlyALostWorkerIsWorthASecondTry(Problem.Kind kind) {
    Problem problem = Problem.ofFile(kind, "a.c", "no");
    assertThat(ReadResult.of(List.of(), List.of(problem)).isWorkerLost()).isEqualTo(kind == Problem.Kind.WORKER_LOST);
  }

  @Test
  void nothingIsLostWhereThereAreNoProblems() {
    assertThat(ReadResult.of(List.of(), List.of()).isWorkerLost()).isFalse();
  }
}
