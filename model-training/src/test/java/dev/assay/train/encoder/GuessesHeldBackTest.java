package dev.assay.train.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuessesHeldBackTest {
  private static final GuessesHeldBack NONE = new GuessesHeldBack(1.6, 0.95, 0.97);

  private static int best(GuessesHeldBack... tried) {
    return GuessesHeldBack.best(List.of(tried));
  }

  @Test
  void guessesThatHelpAreKept() {
    assertThat(best(new GuessesHeldBack(1.7, 0.95, 0.97), new GuessesHeldBack(1.65, 0.96, 0.98), NONE)).isZero();
  }

  @Test
  void whatReadingTheRowsHasIsNotGivenUpForThem() {
    GuessesHeldBack fromCoreWorse = new GuessesHeldBack(1.8, 0.94, 0.98);
    GuessesHeldBack fromAllWorse = new GuessesHeldBack(1.8, 0.96, 0.96);
    assertThat(best(fromCoreWorse, fromAllWorse, new GuessesHeldBack(1.61, 0.95, 0.97), NONE)).isEqualTo(2);
    assertThat(best(fromCoreWorse, fromAllWorse, NONE)).isEqualTo(2);
  }

  @Test
  void ofEqualsTheOneThatGuessesLeast() {
    assertThat(best(NONE, NONE, NONE)).isEqualTo(2);
  }
}
