package dev.assay.train.encoder;

import java.util.List;

/**
 * How often validation's best pass is predicted where guesses, of passes that no row has measured, are held back by so
 * much. All are shares of 1.
 *
 * @param first how often the lowest index of equals is predicted, from the core and from all rows, in sum
 * @param tiedCore how often any of equals is, from the core
 * @param tiedAll how often any of equals is, from all rows
 */
record GuessesHeldBack(double first, double tiedCore, double tiedAll) {

  /**
   * The best of several, of which the last has the fewest guesses, or none: the one that predicts the lowest index most
   * often, of those that predict any of equals as often as the last does. What reading the rows has for nothing must
   * not be lost by guessing. Of equals the one that guesses least.
   *
   * @return its place
   */
  static int best(List<GuessesHeldBack> tried) {
    int best = tried.size() - 1;
    GuessesHeldBack last = tried.get(best);
    for (int place = best - 1; place >= 0; place--) {
      GuessesHeldBack other = tried.get(place);
      boolean losesNothing = other.tiedCore >= last.tiedCore && other.tiedAll >= last.tiedAll;
      if (losesNothing && other.first > tried.get(best).first) {
        best = place;
      }
    }
    return best;
  }
}
