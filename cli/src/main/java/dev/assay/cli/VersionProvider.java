package dev.assay.cli;

import dev.assay.AssayVersion;
import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleException;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.GpuRuntime;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which Assay this is, and what its answers depend on. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[]{"assay " + AssayVersion.get(), "LLVM " + llvm(), "bundle " + bundle(),
        "predictions " + device(), "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"};
  }

  /** As its jar says: to ask a worker would take more than a second. */
  private static String llvm() {
    try {
      return LlvmDistribution.version();
    } catch (IOException e) {
      return "is not available: " + e.getMessage();
    }
  }

  private static String device() {
    try {
      Bundle bundle = BundleReader.shipped();
      if (!bundle.hasEncoder()) {
        return "none, since the bundle has no encoder";
      }
      GpuRuntime.of(Optional.empty(), System.getenv()).choose();
      try (Encoder encoder = Encoder.open(bundle, Device.of(System.getenv()))) {
        return "on " + encoder.device() + ", by " + encoder.graph();
      }
    } catch (IOException | IllegalArgumentException e) {
      return "none: " + e.getMessage();
    }
  }

  private static String bundle() {
    try {
      return BundleReader.shipped().id();
    } catch (BundleException e) {
      return "is not available: " + e.getMessage();
    }
  }
}
