package dev.assay.encoder;

import dev.assay.content.Content;
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
 * @param content what the unit says, where the bundle's embeddings have a part of that; else {@link Content#NONE}
 */
public record EncoderInput(FeatureVector features, Spectrum spectrum, Codes codes, Content content) {
  /** Of reactions alone. */
  public EncoderInput(FeatureVector features, Spectrum spectrum, Codes codes) {
    this(features, spectrum, codes, Content.NONE);
  }

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

  /** The same unit, and what it says. */
  public EncoderInput with(Content said) {
    return new EncoderInput(features, spectrum, codes, said);
  }

  /** How many rows there are, missing ones included. */
  public int rows() {
    return codes.rows();
  }
}
