package dev.assay.train.corpus;

/** What must not be learned from. */
final class CorpusRules {
  /**
   * Files that are, or may descend from, the programs that compilers are commonly judged on: CHStone, MiBench, cBench,
   * NPB, the BLAS reference code, OpenCV and TensorFlow. Whole projects are left out by not being in the recipe (for
   * example bzip2, libjpeg, lame, libgsm, gnupg); these are their copies inside other projects.
   */
  static final String EXCLUDED_FILES = "(?i)blowfish|bf_|rijndael|adpcm|gsm|susan|patricia|bzip|bunzip|mpeg2|softfloat"
      + "|cblas|lapack|/blas|jpeg|jdct|fdct|idct|sha1|sha_?1|aes_core|crc_?32|stringsearch|dijkstra|ispell|rsynth"
      + "|ghostscript|opencv|tensorflow|(^|/)eigen|CMakeFiles|conftest";

  private CorpusRules() {}
}
