package dev.assay.cc.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pool.LlvmDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few random programs compute what they compute at -O0; {@code benchmarks/cc/csmith.sh} does the same with many.
 *
 * <p>Entries that are not vetted are used, too.
 */
@EnabledOnOs(OS.LINUX)
class RandomProgramTest {
  /** These end within a second, and print a checksum. */
  private static final int[] SEEDS = {1, 3, 5};

  @TempDir
  static Path root;

  @Test
  void checksums_are_those_without_optimisation() throws Exception {
    Path csmith = Path.of("/usr/bin/csmith");
    assumeTrue(Files.exists(csmith) || System.getenv("CI") != null, "csmith is not installed");
    Place place = new Place(root);
    String clang = LlvmDistribution.unpack().clang().toString();
    try {
      int replaced = 0;
      for (int seed : SEEDS) {
        String p = "p" + seed;
        place.quietly("csmith --seed " + seed + " --max-funcs 4 --max-block-depth 3 >" + p + ".c");
        String headers = " -w -I \"$(dirname \"$(find /usr/include -name csmith.h | head -n 1)\")\" ";
        String expected = place.quietly("gcc -O0" + headers + p + ".c -o own && timeout 60 ./own");
        String compiler = seed == SEEDS[0] ? clang + " -O2" : "gcc -Os";
        place.quietly("$A --require=verified -- " + compiler + headers + "-c " + p + ".c");
        replaced += place.journal(p + ".o").how().isEmpty() ? 0 : 1;
        assertThat(place.quietly("gcc " + p + ".o -o now && timeout 60 ./now"))
            .as("seed %s, %s, %s", seed, compiler, place.journal(p + ".o").how()).isEqualTo(expected);
      }
      assertThat(replaced).isPositive();
    } finally {
      place.killDaemon();
    }
  }
}
