package dev.assay.index.search;

import dev.assay.index.Embedding;
import dev.assay.index.record.Digests;
import java.nio.ByteBuffer;

/**
 * A body drawn to compare others with. Immutable.
 *
 * @param unitHash its hash
 * @param band its size
 * @param embedding where it is
 */
public record SampledBody(String unitHash, SizeBand band, Embedding embedding) {
  /** How many bodies of each band are drawn, where there are so many: 32,640 pairs within a band, 65,536 across two. */
  public static final int PER_BAND = 256;

  /**
   * A body's place in the draw; those that come first are drawn. It depends on nothing but the hash, so that the
   * same functions make the same sample in every index, whatever the order in which they were put in and wherever they
   * are kept.
   */
  public static long rank(String unitHash) {
    byte[] digest = Digests.sha256("sample\0" + unitHash);
    return ByteBuffer.wrap(digest).getLong();
  }
}
