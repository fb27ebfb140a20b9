package dev.assay.encoder;

import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codebooks;
import dev.assay.quantize.Codes;
import dev.assay.spectrum.Spectrum;

/**
 * What an encoder is given of a unit. Immutable.
 *
 * @param features the unit's own counts
 * @param spectrum its reactions, any of which may be missing
 * @param codes the same, quantised
 */
public record EncoderInput(FeatureVector features, Spectrum spectrum, Codes codes) {
  /** Checks that both have the same rows. */
  public EncoderInput {
    if (spectrum.size() != codes.rows()) {
      throw new IllegalArgumentException(
          "the spectrum has " + spectrum.size() + " rows, and its codes have " + codes.rows());
    }
  }

  /** Of a spectrum, quantised with a bundle's codebooks. */
  public static EncoderInput of(FeatureVector features, Spectrum spectrum, Codebooks codebooks) {
    return new EncoderInput(features, spectrum, codebooks.encode(spectrum));
  }

  /** How many rows there are, missing ones included. */
  public int rows() {
    return codes.rows();
  }
}
