package dev.assay.cli.gpu;

import dev.assay.bundle.Bundle;
import dev.assay.encoder.CudaInstallation;
import dev.assay.encoder.GpuRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be seen without loading anything: driver, card, CUDA's libraries, ONNX Runtime's, the bundle's graph. */
final class GpuSteps {
  private GpuSteps() {}

  static List<GpuStep> of(CudaInstallation cuda, GpuRuntime runtime, Bundle bundle) {
    List<GpuStep> steps = new ArrayList<>();
    steps.add(driver(cuda));
    steps.add(card(cuda));
    for (String library : CudaInstallation.LIBRARIES) {
      steps.add(library(cuda, library));
    }
    steps.add(runtime(runtime));
    steps.add(graph(bundle));
    return steps;
  }

  private static GpuStep driver(CudaInstallation cuda) {
    Optional<Path> library = cuda.library(CudaInstallation.DRIVER);
    if (library.isEmpty()) {
      return GpuStep.missing("driver", CudaInstallation.DRIVER + " is not there",
          "install NVIDIA's driver, 580 or newer for CUDA 13");
    }
    return GpuStep.fine("driver",
        cuda.driver().or(() -> CudaInstallation.version(library.get())).orElse("version not told") + ", "
            + library.get());
  }

  /** Some sandboxes hide what the driver tells; then the provider has the last word. */
  private static GpuStep card(CudaInstallation cuda) {
    List<String> cards = cuda.cards();
    if (!cards.isEmpty()) {
      return GpuStep.fine("card", String.join(", ", cards));
    }
    return cuda.library(CudaInstallation.DRIVER).isPresent()
        ? GpuStep.fine("card", "the driver tells none under /proc/driver/nvidia/gpus")
        : GpuStep.missing("card", "none seen", "a card of NVIDIA's is needed, and its driver to see it");
  }

  private static GpuStep library(CudaInstallation cuda, String name) {
    Optional<Path> found = cuda.library(name);
    if (found.isPresent()) {
      return GpuStep.fine(name,
          CudaInstallation.version(found.get()).map(version -> version + ", ").orElse("") + found.get());
    }
    Optional<Path> misplaced = cuda.misplaced(name);
    return misplaced.isPresent()
        ? GpuStep.missing(name, "is in " + misplaced.get().getParent() + ", where the loader does not look",
            "add that folder to LD_LIBRARY_PATH")
        : GpuStep.missing(name, "is not where the loader looks",
            name.startsWith("libcudnn")
                ? "install cuDNN 9 for CUDA 13 (docs/gpu.md), and name its folder in LD_LIBRARY_PATH"
                : "install CUDA 13's libraries (docs/gpu.md), and name their folder in LD_LIBRARY_PATH");
  }

  private static GpuStep runtime(GpuRuntime runtime) {
    List<String> missing = runtime.missing();
    return missing.isEmpty() ? GpuStep.fine("ONNX Runtime", runtime.folder().toString()) : GpuStep.missing(
        "ONNX Runtime", runtime.folder() + " lacks " + String.join(", ", missing),
        "build with mvn -Pcuda package, or name the folder that has them with --gpu-runtime or " + GpuRuntime.VARIABLE);
  }

  private static GpuStep graph(Bundle bundle) {
    return bundle.model().orElseThrow().hasGpuGraph()
        ? GpuStep.fine("graph", "bundle " + bundle.id() + " has one in floats")
        : GpuStep.missing("graph",
            "bundle " + bundle.id() + " has only one in 8 bits, which a GPU passes back to the CPU",
            "use a bundle of major version 2 or newer (--bundle)");
  }
}
