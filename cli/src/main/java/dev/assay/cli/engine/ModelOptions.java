package dev.assay.cli.engine;

import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleException;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import java.nio.file.Path;
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

  /** The bundle that is asked for. */
  public Bundle bundle() throws BundleException {
    return bundle == null ? BundleReader.shipped() : BundleReader.inFolder(bundle);
  }

  /** The device that is asked for. */
  public Device device() {
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
