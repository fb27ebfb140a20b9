package dev.assay.cc.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cc.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of docs/tuning.md: an image for a Cortex-M3, smaller, which prints what it printed before. */
@EnabledOnOs(OS.LINUX)
class FirmwareTest {
  @TempDir
  Path root;

  @Test
  void a_smaller_image_prints_the_same() throws Exception {
    Place place = new Place(root);
    assumeTrue(place.sh(
        "echo 'int f;' >f.c && arm-none-eabi-gcc --specs=picolibc.specs -c f.c && " + "command -v qemu-system-arm make")
        .status() == 0, "arm-none-eabi-gcc, picolibc or QEMU is not installed");
    copyExamples(place);
    try {
      place.quietly("make -s -C firmware");
      place.quietly("make -s -C firmware CC=\"$A -- arm-none-eabi-gcc\" OUT=small");
      List<String> own = printed(place.sh("make -s -C firmware run"));
      assertThat(printed(place.sh("make -s -C firmware OUT=small run"))).hasSizeGreaterThan(5).isEqualTo(own);
      assertThat(code(place, "small")).isLessThan(code(place, "out"));
      Report report = Report.of(place.project(), place.journal());
      assertThat(report.code()).as(place.log()).isLessThan(report.ownCode());
    } finally {
      place.killDaemon();
    }
  }

  private static void copyExamples(Place place) throws IOException {
    Path examples = Path.of(System.getProperty("assay.root", ".."), "examples");
    try (Stream<Path> files = Files.walk(examples)) {
      for (Path file : files.filter(one -> one.toString().matches(".*(\\.c|/Makefile)")).toList()) {
        place.write(examples.relativize(file).toString(), Files.readString(file));
      }
    }
  }

  /** What the firmware says; QEMU has it on standard error. */
  private static List<String> printed(Place.Result result) {
    return result.err().lines().toList();
  }

  private static long code(Place place, String folder) throws Exception {
    return Long.parseLong(place.quietly("arm-none-eabi-size firmware/" + folder + "/firmware.elf").lines().skip(1)
        .findFirst().orElseThrow().strip().split("\\s+")[0]);
  }
}
