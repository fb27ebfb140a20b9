package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folder is taken, what it lacks, and what an encoder says of it. What a GPU does needs one (docs/gpu.md). */
class GpuRuntimeTest {
  private static final String ONE = "libonnxruntime.so.1";
  private static final String TWO = "libonnxruntime_providers_cuda.so";
  private static final String THREE = "libonnxruntime_providers_shared.so";

  @TempDir
  private Path folder;

  @AfterEach
  void forget() {
    GpuRuntime.chooseNone();
  }

  @Test
  void aFolderThatIsNamedComesBeforeTheEnvironmentsAndThatBeforeTheOneBesideTheJars() {
    Map<String, String> environment = Map.of("ASSAY_GPU_RUNTIME", "/variable");
    assertThat(GpuRuntime.of(Optional.of(Path.of("/named")), environment).folder()).isEqualTo(Path.of("/named"));
    assertThat(GpuRuntime.of(Optional.empty(), environment).folder()).isEqualTo(Path.of("/variable"));
    assertThat(GpuRuntime.of(Optional.empty(), Map.of("ASSAY_GPU_RUNTIME", " ")).folder()).isAbsolute()
        .hasFileName("gpu");
  }

  @Test
  void missingLibrariesAreNamed() throws IOException {
    GpuRuntime runtime = new GpuRuntime(folder);
    assertThat(runtime.missing()).containsExactly(ONE, TWO, THREE);
    assertThat(runtime.flaw()).hasValue("there are no libraries for a GPU in " + folder);
    Files.createFile(folder.resolve(ONE));
    assertThat(runtime.flaw()).hasValue(folder + " lacks " + TWO + " and " + THREE);
    Files.createFile(folder.resolve(TWO));
    Files.createFile(folder.resolve(THREE));
    assertThat(runtime.missing()).isEmpty();
    assertThat(runtime.flaw()).isEmpty();
  }

  @Test
  void whoAsksForCudaIsToldWhatItsFolderLacksAndWhoAsksForAnyGetsTheProcessor() throws IOException {
    new GpuRuntime(folder).choose();
    assertThatThrownBy(() -> Encoder.open(TinyModel.of(4), 4, Device.CUDA)).isInstanceOf(EncoderException.class)
        .hasMessage("device cuda is not available: there are no libraries for a GPU in " + folder
            + "; cpu and auto do without, and 'assay gpu' looks for what is missing");
    try (Encoder automatic =
        Encoder.open(dev.assay.bundle.Model.of(TinyModel.of(4), () -> TinyModel.of(4)), 4, Device.AUTO)) {
      assertThat(automatic.device())
          .isEqualTo(new DeviceInUse("CPU", "since there are no libraries for a GPU in " + folder));
      assertThat(automatic.graph()).isEqualTo("pq-bert.onnx");
    }
  }

  @Test
  void aBundleWithoutAGraphForGpusStaysOnTheProcessorUnlessAskedOtherwise() throws IOException {
    try (Encoder automatic = Encoder.open(TinyModel.of(4), 4, Device.AUTO)) {
      assertThat(automatic.device()).isEqualTo(new DeviceInUse("CPU", "since the bundle has no graph for a GPU"));
    }
  }
}
