package dev.assay.train.corpus;

/** What must not be learned from. */
final class CorpusRules {
  /**
   * Projects that are in no split, since others judge on them: as they are named, in any release.
   */
  static final String EXCLUDED_PROJECTS = "(?i)(lua(jit)?[0-9.]*|lz4|bzip2|libjpeg.*|mozjpeg|mbedtls"
      + "|redis|valkey|hiredis|picolibc|newlib|chstone)(-[a-z]+)?";

  /**
   * Files that are, or may descend from, the programs that compilers are commonly judged on: CHStone, MiBench, cBench,
   * NPB, the BLAS reference code, OpenCV and TensorFlow; and of the projects above. Whole projects are left out by not
   * being in the recipe (for example lame, libgsm, gnupg); these are their copies inside other projects.
   */
  static final String EXCLUDED_FILES = "(?i)blowfish|bf_|rijndael|adpcm|gsm|susan|patricia|bzip|bunzip|mpeg2|softfloat"
      + "|cblas|lapack|/blas|jpeg|jdct|fdct|idct|sha1|sha_?1|aes_core|crc_?32|stringsearch|dijkstra|ispell|rsynth"
      + "|ghostscript|opencv|tensorflow|(^|/)eigen|CMakeFiles|conftest"
      + "|lz4|(^|/)(mini)?lua([0-9._-]|jit|$|/)|mbedtls|hiredis|redis|picolibc|newlib";

  /** Files, in projects that are not for testing, that are copies of what other steps are judged on by tests. */
  static final String TEST_ONLY_FILES = "(?i)(^|/)(zlib|sqlite3?|pugixml|tinyxml2?|re2|leveldb|cjson)([0-9._/-]|$)"
      + "|(^|/)(inflate|deflate|inftrees|inffast|inflate_syms|deftree|trees|adler32)\\.c|zlib_(inflate|deflate)";

  private CorpusRules() {}
}
