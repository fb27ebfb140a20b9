package dev.assay.spectrum;

import dev.assay.feature.FeatureVector;
import dev.assay.probe.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * A unit's reactions to all probes of a bundle: P rows of 56. Immutable.
 *
 * @param rows the reaction to each probe, by the probe's index; empty where the probe could not be run, which is a
 *     masked position for the encoder
 */
public record Spectrum(List<Optional<Reaction>> rows) {
  /** Copies the list. */
  public Spectrum {
    rows = List.copyOf(rows);
  }

  /**
   * The spectrum of a unit.
   *
   * @param original the unit's counts before any probe
   * @param outcomes what came of each probe, by the probe's index
   */
  public static Spectrum of(FeatureVector original, List<Outcome> outcomes) {
    return new Spectrum(outcomes.stream().map(outcome -> reaction(original, outcome)).toList());
  }

  private static Optional<Reaction> reaction(FeatureVector original, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Measured measured -> Optional.of(Reaction.between(original, measured.observation().features()));
      case Outcome.Missing missing -> Optional.empty();
    };
  }

  /** How many probes there are. */
  public int size() {
    return rows.size();
  }

  /** How many of the rows are missing. */
  public int missing() {
    return (int) rows.stream().filter(Optional::isEmpty).count();
  }
}
