package dev.assay.cli.engine;

import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleException;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import dev.assay.encoder.GpuRuntime;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.Spec;

/** The options of all commands that predict. */
public final class ModelOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--bundle", paramLabel = "DIR", description = "Use the bundle in this folder instead of Assay's own.")
  private Path bundle;

  @Option(names = "--device", paramLabel = "DEVICE",
      description = "Predict on this: auto (a GPU where there is one), cpu or cuda; as ASSAY_DEVICE says unless given.")
  private Device device;

  @Option(names = "--gpu-runtime", paramLabel = "DIR",
      description = "Take ONNX Runtime's libraries for a GPU from this folder instead of ASSAY_GPU_RUNTIME, or of gpu/ "
          + "beside Assay's jars.")
  private Path gpuRuntime;

  /** The bundle that is asked for. */
  public Bundle bundle() throws BundleException {
    return bundle == null ? BundleReader.shipped() : BundleReader.inFolder(bundle);
  }

  /** The folder with the libraries for a GPU, where they are or would be. */
  public GpuRuntime gpuRuntime() {
    return GpuRuntime.of(Optional.ofNullable(gpuRuntime), System.getenv());
  }

  /** The device that is asked for; unless it is the CPU, the libraries for a GPU are the ones that are loaded. */
  public Device device() {
    Device wanted = wanted();
    if (wanted != Device.CPU) {
      gpuRuntime().choose();
    }
    return wanted;
  }

  private Device wanted() {
    if (device != null) {
      return device;
    }
    try {
      return Device.of(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
