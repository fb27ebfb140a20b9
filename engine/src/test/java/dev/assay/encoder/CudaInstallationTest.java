package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Over machines that are folders. */
class CudaInstallationTest {
  @TempDir
  private Path root;

  private Path file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private CudaInstallation machine(String libraryPath) {
    return CudaInstallation.in(root, Map.of("LD_LIBRARY_PATH", libraryPath));
  }

  @Test
  void aMachineWithoutAnythingHasNothing() {
    CudaInstallation none = CudaInstallation.in(root, Map.of());
    assertThat(none.driver()).isEmpty();
    assertThat(none.cards()).isEmpty();
    assertThat(none.library(CudaInstallation.DRIVER)).isEmpty();
    assertThat(none.misplaced("libcudart.so.13")).isEmpty();
  }

  @Test
  void theDriverTellsItsVersionAndItsCards() throws IOException {
    file("proc/driver/nvidia/version", """
        NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.159.04  Release Build  (dvs-builder@U22)
        GCC version:  gcc version 12.3.0 (Ubuntu 12.3.0-1ubuntu1~22.04)
        """);
    file("proc/driver/nvidia/gpus/0000:00:05.0/information", """
        Model: \t\t NVIDIA H100 80GB HBM3
        IRQ:   \t\t 35
        """);
    assertThat(machine("").driver()).hasValue("580.159.04");
    assertThat(machine("").cards()).containsExactly("NVIDIA H100 80GB HBM3");
  }

  @Test
  void theKernelModuleOfOlderDriversIsReadToo() throws IOException {
    file("proc/driver/nvidia/version",
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104  Sat Aug 19 01:15:15 UTC 2023\n");
    assertThat(machine("").driver()).hasValue("535.104");
  }

  @Test
  void librariesAreLookedForWhereTheLoaderDoesInItsOrder() throws IOException {
    file("etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n# a comment\n");
    file("etc/ld.so.conf.d/cuda.conf", "/opt/cuda/lib\n");
    Path configured = file("opt/cuda/lib/libcudart.so.13", "");
    Path usual = file("usr/lib64/libcublas.so.13", "");
    Path both = file("usr/lib64/libcudart.so.13", "");
    Path named = file("home/lib/libcudart.so.13", "");
    assertThat(machine("").library("libcudart.so.13")).hasValue(configured);
    assertThat(machine("").library("libcublas.so.13")).hasValue(usual);
    assertThat(machine("/nowhere:" + named.getParent()).library("libcudart.so.13")).hasValue(named);
    Files.delete(configured);
    assertThat(machine("").library("libcudart.so.13")).hasValue(both);
  }

  @Test
  void aLibraryThatTheLoaderDoesNotFindIsFoundInNvidiasOwnFolder() throws IOException {
    Path library = file("usr/local/cuda-13.0/lib64/libcublas.so.13", "");
    assertThat(machine("").library("libcublas.so.13")).isEmpty();
    assertThat(machine("").misplaced("libcublas.so.13")).hasValue(library);
    assertThat(machine(library.getParent().toString()).misplaced("libcublas.so.13")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void versionsAreInTheNamesOfWhatLinksLeadTo() throws IOException {
    Path whole = file("lib/libcudart.so.13.0.96", "");
    Path link = Files.createSymbolicLink(root.resolve("lib/libcudart.so.13"), whole);
    assertThat(CudaInstallation.version(link)).hasValue("13.0.96");
    assertThat(CudaInstallation.version(file("lib/libcudnn.so.9", ""))).isEmpty();
  }
}
